package io.tillwatch.edge.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.staff.PinCheck;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.access.Authenticator;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.access.LocalIdentities;
import io.tillwatch.edge.web.access.Page;
import io.tillwatch.edge.web.access.SignInThrottle;
import io.tillwatch.edge.web.answer.SessionJson;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

/** A member of staff unlocks a kiosk's page by PIN, for a while, and locks it again. */
public final class StaffRoutes {
  private static final String PATH = Endpoint.API + "/session/staff";
  private static final int MOST_CHARACTERS = 64;

  /** A try takes about a quarter of a second, and a page waits for five. */
  private static final int MOST_WAITING = 16;

  private static final int AGAIN_SECONDS = 5;

  /** So many digits of a session's hash tell a store's kiosks apart. */
  private static final int KIOSK_HASH = 16;

  private record Try(String name, String pin) {}

  /** One PIN after the other: many tries at once leave the node's other work its threads. */
  private final WorkerExecutor worker;

  private final Authenticator authenticator;
  private final LocalIdentities local;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final SignInThrottle throttle;

  /** Tries that are not answered yet. */
  private int waiting;

  public StaffRoutes(
      Vertx vertx,
      Authenticator authenticator,
      LocalIdentities local,
      AuditTrail audit,
      InstantSource clock) {
    this.worker = vertx.createSharedWorkerExecutor("staff-pins", 1);
    this.authenticator = authenticator;
    this.local = local;
    this.audit = audit;
    this.clock = clock;
    this.throttle = new SignInThrottle(clock);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(PATH, Access.of(Role.KIOSK), BodyKind.JSON, this::unlock),
        Endpoint.delete(PATH, Access.of(Role.KIOSK), this::lock));
  }

  private Future<ApiResponse> unlock(ApiRequest request) {
    String secret = secret(request);
    Try given = read(request.json());
    String kiosk = Sha256.hex(secret).substring(0, KIOSK_HASH);
    // each try costs a quarter of a second of a core, also for a name that does not exist
    throttle.failed(secret);
    return oneMore(() -> local.pins().check(given.name(), given.pin(), kiosk))
        .compose(result -> answer(request.caller(), secret, given.name(), result));
  }

  /** Whoever would wait longer than a kiosk's page does is asked to come again. */
  private Future<PinCheck> oneMore(Callable<PinCheck> check) {
    if (waiting >= MOST_WAITING) {
      throw Problem.later(
              429, "TOO_MANY_ATTEMPTS", "many PINs are being tried right now", AGAIN_SECONDS)
          .exception();
    }
    waiting++;
    return worker.executeBlocking(check, false).onComplete(done -> waiting--);
  }

  private Future<ApiResponse> answer(Caller caller, String secret, String name, PinCheck result) {
    if (result instanceof PinCheck.Right right) {
      return audit
          .write(caller, "STAFF_UNLOCKED_PAGE", right.name(), "by PIN")
          .map(done -> unlocked(secret, right.name()));
    }
    if (result instanceof PinCheck.Locked locked) {
      Future<Void> noted =
          locked.justNow()
              ? audit.write(caller, "STAFF_PIN_LOCKED", name, "wrong PINs " + where(locked))
              : Future.succeededFuture();
      return noted.map(done -> ApiResponse.problem(lockedUntil(locked)));
    }
    return ApiResponse.problem(
            Problem.of(403, "STAFF_PIN_WRONG", "the name or the PIN is wrong; some tries lock it"))
        .now();
  }

  private ApiResponse unlocked(String secret, String name) {
    Instant until =
        local
            .sessions()
            .unlock(secret, name)
            .orElseThrow(() -> Authenticator.unauthenticated("the session has ended meanwhile"));
    return ApiResponse.json(200, new SessionJson.StaffUnlocked(name, until));
  }

  private static String where(PinCheck.Locked locked) {
    return locked.everywhere() ? "at several kiosks" : "at this kiosk";
  }

  private Problem lockedUntil(PinCheck.Locked locked) {
    long seconds = Math.max(1, Duration.between(clock.instant(), locked.until()).toSeconds());
    return Problem.later(
        429,
        "STAFF_PIN_LOCKED",
        "too many wrong PINs for this name "
            + where(locked)
            + "; an operator can unlock it: staff unlock NAME",
        (int) seconds);
  }

  private Future<ApiResponse> lock(ApiRequest request) {
    local.sessions().lock(secret(request));
    return ApiResponse.empty().now();
  }

  /** The page's session; a key sent with the request has the full answers without any PIN. */
  private String secret(ApiRequest request) {
    if (request.caller().page() != Page.KIOSK) {
      throw Problem.of(
              409, "NO_KIOSK_SESSION", "a PIN unlocks the session of a kiosk's page, not a key")
          .exception();
    }
    return authenticator.cookie(request.request(), Page.KIOSK).orElseThrow();
  }

  private static Try read(ObjectNode body) {
    return RequestReader.read(
        body,
        fields ->
            new Try(fields.text("name", MOST_CHARACTERS), fields.text("pin", MOST_CHARACTERS)));
  }
}
