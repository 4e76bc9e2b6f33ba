package io.tillwatch.edge.web.http;

import io.tillwatch.edge.web.access.Access;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call that this node answers: the unit of which every {@code *Routes} class makes a list, and
 * which {@code /openapi.yaml} must describe. What GET answers, HEAD answers without its body.
 *
 * @param path with parameters as {@code :name}
 * @param body what the request carries
 * @param streams media type where the answer goes on as long as somebody listens; null for one that
 *     ends by itself
 * @param headCheck checks path and headers before any body is read; throws ProblemException
 * @param precheck checks the beginning of a stranger's long body before the rest is read; throws
 *     ProblemException
 */
public record Endpoint(
    HttpMethod method,
    String path,
    Access access,
    BodyKind body,
    @Nullable String streams,
    Consumer<RoutingContext> headCheck,
    Consumer<Buffer> precheck,
    Function<ApiRequest, Future<ApiResponse>> action) {
  /** Where the API of stores begins. */
  public static final String API = "/api/v1";

  private static final Consumer<RoutingContext> NOTHING = context -> {};
  private static final Consumer<Buffer> READ_IT = beginning -> {};

  public static Endpoint get(
      String path, Access access, Function<ApiRequest, Future<ApiResponse>> action) {
    return of(HttpMethod.GET, path, access, BodyKind.NONE, action);
  }

  /** An answer that goes on; HEAD tells its media type and opens nothing. */
  public static Endpoint stream(
      String path,
      Access access,
      String mediaType,
      Function<ApiRequest, Future<ApiResponse>> action) {
    return new Endpoint(
        HttpMethod.GET, path, access, BodyKind.NONE, mediaType, NOTHING, READ_IT, action);
  }

  public static Endpoint post(
      String path, Access access, BodyKind body, Function<ApiRequest, Future<ApiResponse>> action) {
    return of(HttpMethod.POST, path, access, body, action);
  }

  public static Endpoint put(
      String path, Access access, BodyKind body, Function<ApiRequest, Future<ApiResponse>> action) {
    return of(HttpMethod.PUT, path, access, body, action);
  }

  public static Endpoint delete(
      String path, Access access, Function<ApiRequest, Future<ApiResponse>> action) {
    return of(HttpMethod.DELETE, path, access, BodyKind.NONE, action);
  }

  /** The same, whose path and headers are checked before its body is read. */
  public Endpoint withHeadCheck(Consumer<RoutingContext> before) {
    return new Endpoint(method, path, access, body, streams, before, precheck, action);
  }

  /** The same, whose long bodies of strangers are checked as soon as they begin. */
  public Endpoint withPrecheck(Consumer<Buffer> first) {
    return new Endpoint(method, path, access, body, streams, headCheck, first, action);
  }

  private static Endpoint of(
      HttpMethod method,
      String path,
      Access access,
      BodyKind body,
      Function<ApiRequest, Future<ApiResponse>> action) {
    return new Endpoint(method, path, access, body, null, NOTHING, READ_IT, action);
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
