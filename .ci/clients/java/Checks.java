import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;
import org.openapitools.client.model.Problem;

/// What a scenario asserts of calls with the generated client.
abstract class Checks {

  interface Call<T> {
    T send() throws ApiException;
  }

  interface PageCall<P> {
    P send(int limit, String cursor) throws ApiException;
  }

  interface Update<T> {
    T send(String ifMatch) throws ApiException;
  }

  interface Extract<P, T> {
    T of(P page);
  }

  static void check(boolean holds, Object found) {
    if (!holds) {
      throw new AssertionError(found);
    }
  }

  static void equal(Object found, Object wanted) {
    check(found.equals(wanted), found + " is not " + wanted);
  }

  /// Asserts that the call fails with a problem of this kind.
  static Problem problem(Problem.TypeEnum type, Call<?> call) throws Exception {
    try {
      call.send();
    } catch (ApiException e) {
      var problem = new ApiClient().getObjectMapper().readValue(e.getResponseBody(), Problem.class);
      equal(problem.getType(), type);
      equal(problem.getStatus(), e.getCode());
      return problem;
    }
    throw new AssertionError("no problem " + type);
  }

  /// Returns the items of all pages, of one item each.
  static <P, T> List<T> pages(
      PageCall<P> call, Extract<P, List<T>> items, Extract<P, String> next) throws ApiException {
    var all = new ArrayList<T>();
    String cursor = null;
    do {
      var page = call.send(1, cursor);
      check(items.of(page).size() <= 1, page);
      all.addAll(items.of(page));
      cursor = next.of(page);
    } while (cursor != null);
    return all;
  }

  static String etag(ApiResponse<?> response) {
    return HttpHeaders.of(response.getHeaders(), (name, value) -> true).firstValue("ETag").orElseThrow();
  }

  /// Asserts that the update takes place with the current ETag only.
  static <T> T replaces(ApiResponse<?> read, Update<T> update) throws Exception {
    var etag = etag(read);
    var updated = update.send(etag);
    problem(Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_PRECONDITION_FAILED, () -> update.send(etag));
    return updated;
  }
}
