package io.tillwatch.edge.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.Function;

/**
 * One call that this node answers: the unit of which every {@code *Routes} class makes a list, and
 * which {@code /openapi.yaml} must describe.
 *
 * @param path with parameters as {@code :name}
 * @param body what the request carries
 */
record Endpoint(
    HttpMethod method,
    String path,
    Access access,
    BodyKind body,
    Function<Call, Future<Reply>> action) {
  /** Where the API of stores begins. */
  static final String API = "/api/v1";

  static Endpoint get(String path, Access access, Function<Call, Future<Reply>> action) {
    return new Endpoint(HttpMethod.GET, path, access, BodyKind.NONE, action);
  }

  static Endpoint post(
      String path, Access access, BodyKind body, Function<Call, Future<Reply>> action) {
    return new Endpoint(HttpMethod.POST, path, access, body, action);
  }

  static Endpoint put(
      String path, Access access, BodyKind body, Function<Call, Future<Reply>> action) {
    return new Endpoint(HttpMethod.PUT, path, access, body, action);
  }

  static Endpoint delete(String path, Access access, Function<Call, Future<Reply>> action) {
    return new Endpoint(HttpMethod.DELETE, path, access, BodyKind.NONE, action);
  }

  /** Whether a request's path is this endpoint's, whatever its method. */
  boolean matches(String requestPath) {
    List<String> mine = List.of(path.split("/", -1));
    List<String> theirs = List.of(requestPath.split("/", -1));
    if (mine.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < mine.size(); i++) {
      boolean parameter = mine.get(i).startsWith(":") && !theirs.get(i).isEmpty();
      if (!parameter && !mine.get(i).equals(theirs.get(i))) {
        return false;
      }
    }
    return true;
  }
}
