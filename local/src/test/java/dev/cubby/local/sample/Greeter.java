package dev.cubby.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/// Handlers of each kind.
public final class Greeter {

  public String greet(Person person) {
    return "Hello " + person.getName();
  }

  public String greetWithContext(Person person, Context context) {
    return "Hello " + person.getName() + " from " + context.getFunctionName();
  }

  public String greetFirst(DynamodbEvent event) {
    var keys = event.getRecords().getFirst().getDynamodb().getKeys();
    return "Hello " + requireNonNull(keys.get("PK")).getS();
  }

  public String greetAll(DynamodbEvent event) {
    return "Hello " + event.getRecords();
  }

  public static String greetStatically(Person person) {
    return "Hello " + person.getName();
  }

  public static String greetNobody(Context context) {
    return "Hello from " + context.getFunctionName();
  }

  public String greetAgain() {
    return "Hello";
  }

  public void copy(InputStream input, OutputStream output) throws IOException {
    input.transferTo(output);
  }

  public static void copyStatically(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write(context.getFunctionName().getBytes(UTF_8));
    input.transferTo(output);
  }

  /// A context counts twice, so the streams lose.
  public String choose(Person person, Context context) {
    return "Hello " + person.getName();
  }

  public void choose(InputStream input, OutputStream output) throws IOException {
    input.transferTo(output);
  }

  public void output(OutputStream output, Context context) throws IOException {
    output.write(context.getFunctionName().getBytes(UTF_8));
  }

  public String misplaced(Context context, Person person) {
    return "Hello " + person.getName() + " from " + context.getFunctionName();
  }

  /// Only has static methods.
  public static final class Statics {
    private Statics() {}

    public static String fail(InputStream input) throws IOException {
      if (input.read() >= 0) {
        throw new IllegalStateException("not empty");
      }
      return "";
    }

    public static String greet(Person person) {
      return "Hello " + person.getName();
    }
  }

  /// A POJO as Lambda's serialization takes it.
  public static final class Person {
    private String name = "";

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }
  }

  public static final class OfPojo implements RequestHandler<Person, Person> {
    @Override
    public Person handleRequest(Person person, Context context) {
      var answer = new Person();
      answer.setName("Hello " + person.getName());
      return answer;
    }
  }

  public static final class OfString implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String name, Context context) {
      return "Hello " + name;
    }
  }

  public static final class OfMap
      implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
      return Map.of("greeting", "Hello " + event.get("name"));
    }
  }

  /// Its type arguments are those of its superclass.
  public static final class OfEvent extends EventHandler<APIGatewayProxyRequestEvent> {
    @Override
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
      return "Hello "
          + event.getPath()
          + " "
          + event.getRequestContext().getIdentity().getSourceIp();
    }
  }

  abstract static class EventHandler<E> implements RequestHandler<E, String> {}

  /// Fails the first time it is initialized.
  public static final class FailsOnce implements RequestHandler<String, String> {
    static {
      if (System.getProperties().putIfAbsent(FailsOnce.class.getName(), "failed") == null) {
        throw new IllegalStateException("not yet");
      }
    }

    @Override
    public String handleRequest(String name, Context context) {
      return "Hello " + name;
    }
  }
}
