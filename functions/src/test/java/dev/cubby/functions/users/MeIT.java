package dev.cubby.functions.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `GET /me` over HTTP, with keys that the API made.
class MeIT {

  @RegisterExtension static final HttpApi api = HttpApi.unshared();

  @Test
  void key_learnsWhoseItIsAndWhatItMayDo() {
    var user = byAdmin(Call.post("/users", "{\"name\":\"Ann\",\"email\":\"ann@example.com\"}"));
    var userId = user.json().path("userId").asText();
    var key =
        byAdmin(
                Call.post(
                    "/users/" + userId + "/keys",
                    "{\"roles\":[\"write\"],\"plan\":\"pro\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}"))
            .json();

    var answer = api.send(Call.get("/me"), key.path("apiKey").asText()).hasStatus(200);

    assertThat(answer.body())
        .isEqualTo(
            """
            {"userId":"%s","name":"Ann","keyId":"%s","roles":["write"],"plan":"pro",\
            "expiresAt":"2999-01-01T00:00:00Z"}\
            """
                .formatted(userId, key.path("keyId").asText()));
    api.send(Call.head("/me"), key.path("apiKey").asText()).hasStatus(200);
  }

  @Test
  void firstAdminKey_hasNoName() {
    var answer = api.send(Call.get("/me"), api.adminKey()).hasStatus(200).json();

    assertThat(answer.has("name")).isFalse();
    assertThat(answer.has("expiresAt")).isFalse();
    assertThat(answer.path("roles").toString()).isEqualTo("[\"admin\",\"write\",\"read\"]");
    assertThat(answer.path("plan").asText()).isEqualTo("admin");
  }

  private static Answer byAdmin(Call call) {
    return api.send(call, api.adminKey()).hasStatus(201);
  }
}
