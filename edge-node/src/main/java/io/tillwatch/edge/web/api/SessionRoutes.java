package io.tillwatch.edge.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.access.ApiKeyLookup;
import io.tillwatch.edge.web.access.Authenticator;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.access.LocalIdentities;
import io.tillwatch.edge.web.access.Page;
import io.tillwatch.edge.web.access.Sessions;
import io.tillwatch.edge.web.access.Sessions.Redeemed;
import io.tillwatch.edge.web.access.SignInThrottle;
import io.tillwatch.edge.web.answer.SessionJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.http.WebSettings;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in to a page with the code of a printed link or with a key, and signing out. */
public final class SessionRoutes {
  private static final String PATH = Endpoint.API + "/session";
  private static final int MAX_SECRET = 256;
  private static final int MAX_NAME = 32;

  private record SignIn(Page page, Secret secret, @Nullable String name) {}

  /** What proves who signs in. */
  private sealed interface Secret {}

  /** The code of a printed link. */
  private record Code(String text) implements Secret {}

  /** An API key. */
  private record Key(String text) implements Secret {}

  private final Vertx vertx;
  private final WebSettings settings;
  private final Authenticator authenticator;
  private final LocalIdentities local;
  private final ApiKeyLookup keys;
  private final SignInThrottle signInThrottle;

  public SessionRoutes(
      Vertx vertx,
      WebSettings settings,
      Authenticator authenticator,
      LocalIdentities local,
      ApiKeyLookup keys,
      InstantSource clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.authenticator = authenticator;
    this.local = local;
    this.keys = keys;
    this.signInThrottle = new SignInThrottle(clock);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(PATH, Access.PUBLIC, BodyKind.JSON, this::signIn),
        Endpoint.get(PATH, Access.PUBLIC, this::whoAmI),
        Endpoint.delete(PATH, Access.PUBLIC, this::signOut));
  }

  private Future<ApiResponse> signIn(ApiRequest request) {
    SignIn signIn = read(request.json());
    Optional<Redeemed> who = who(signIn);
    if (who.isEmpty()) {
      // only who fails is slowed down: many share the address of a proxy or a router
      signInThrottle.failed(request.caller().address());
      throw Authenticator.unauthenticated("the code or key is unknown, used up or expired");
    }
    Caller caller = who.get().caller();
    if (signIn.secret() instanceof Key && !signIn.page().opensFor(caller.knownRole())) {
      throw Problem.of(
              403, "FORBIDDEN", "a key of role " + caller.role() + " does not open this page")
          .exception();
    }
    return opened(signIn, caller)
        .onFailure(why -> who.get().giveBack().run())
        .map(
            secret -> {
              setCookie(request, signIn.page(), secret, true);
              return ApiResponse.json(200, body(caller, signIn.page()));
            });
  }

  private Optional<Redeemed> who(SignIn signIn) {
    return signIn.secret() instanceof Code code
        ? local.sessions().redeem(code.text(), signIn.page())
        : keys.callerOf(((Key) signIn.secret()).text())
            .map(caller -> new Redeemed(caller, () -> {}));
  }

  private Future<String> opened(SignIn signIn, Caller caller) {
    return signIn.page() == Page.KIOSK
        ? vertx.executeBlocking(
            () -> local.sessions().pair(local.pairings(), signIn.name(), caller))
        : Future.succeededFuture(local.sessions().open(signIn.page(), caller));
  }

  private Future<ApiResponse> whoAmI(ApiRequest request) {
    Page page = page(request);
    return authenticator
        .session(request.request(), page)
        .map(caller -> ApiResponse.json(200, body(caller, page)).now())
        .orElseThrow(() -> Authenticator.unauthenticated("sign in with the printed link or a key"));
  }

  private Future<ApiResponse> signOut(ApiRequest request) {
    Page page = page(request);
    Optional<String> cookie = authenticator.cookie(request.request(), page);
    cookie.ifPresent(local.sessions()::close);
    setCookie(request, page, "", false);
    return forgotten(page, cookie).map(done -> ApiResponse.empty());
  }

  private Future<Void> forgotten(Page page, Optional<String> cookie) {
    return page != Page.KIOSK || cookie.isEmpty()
        ? Future.succeededFuture()
        : vertx.executeBlocking(
            () -> {
              local.pairings().signedOut(cookie.get());
              local.refresh();
              return null;
            });
  }

  private static SignIn read(ObjectNode body) {
    return RequestReader.read(
        body,
        fields -> {
          String page = fields.id("page");
          Optional<Page> named = Page.named(page);
          if (!page.isEmpty() && named.isEmpty()) {
            fields.wrong("page", "must be dash or kiosk");
          }
          String code = fields.optionalText("code", MAX_SECRET);
          String key = fields.optionalText("key", MAX_SECRET);
          if ((code == null) == (key == null)) {
            fields.wrong("code", "or key must be given, and not both");
          }
          String name = fields.optionalText("name", MAX_NAME);
          if (name != null && named.filter(Page.DASH::equals).isPresent()) {
            fields.wrong("name", "is for a kiosk's page");
          }
          // where neither was given the body is refused
          Secret secret = code == null ? new Key(key == null ? "" : key) : new Code(code);
          return new SignIn(named.orElse(Page.KIOSK), secret, name);
        });
  }

  private static Page page(ApiRequest request) {
    Query query = request.query();
    Optional<Page> page = Optional.ofNullable(query.text("page")).flatMap(Page::named);
    if (page.isEmpty()) {
      query.wrong("page", "must be dash or kiosk");
    }
    query.done();
    return page.orElseThrow();
  }

  private SessionJson body(Caller caller, Page page) {
    return new SessionJson(
        caller.knownRole().word(),
        caller.actor(),
        settings.shop().id(),
        settings.shop().name(),
        page.word(),
        caller.lane(),
        caller.staff(),
        page == Page.DASH && settings.demo() != null ? true : null);
  }

  private void setCookie(ApiRequest request, Page page, String secret, boolean lives) {
    boolean overTls = settings.secureCookies() || authenticator.client(request.request()).https();
    String secure = overTls ? "; Secure" : "";
    long maxAge = lives ? Sessions.life(page).toSeconds() : 0;
    request
        .response()
        .headers()
        .add(
            "Set-Cookie",
            page.cookie(settings.shop().id())
                + "="
                + secret
                + "; Path=/; Max-Age="
                + maxAge
                + "; HttpOnly; SameSite=Strict"
                + secure);
  }
}
