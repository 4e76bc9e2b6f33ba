package io.tillwatch.edge.web.access;

import io.tillwatch.edge.web.problem.Problem;
import io.tillwatch.edge.web.problem.ProblemException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;

/** Tells who makes a request and whether they may; a Bearer key counts before any cookie. */
public final class Authenticator {
  /** Says which page's cookie counts; browsers send it only from this node's own pages. */
  public static final String PAGE_HEADER = "X-Tillwatch-Page";

  private static final String SCHEME = "bearer ";
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Caller NOBODY = new Caller("anonymous", null, null, null, null);

  private final String storeId;
  private final ApiKeyLookup keys;
  private final Sessions sessions;
  private final ClientResolver clients;

  public Authenticator(
      String storeId, ApiKeyLookup keys, Sessions sessions, ClientResolver clients) {
    this.storeId = storeId;
    this.keys = keys;
    this.sessions = sessions;
    this.clients = clients;
  }

  /** Whose machine the request comes from. */
  public Client client(HttpServerRequest request) {
    return clients.of(request);
  }

  /** The caller; throws ProblemException 401 or 403 where the endpoint is not for them. */
  public Caller admit(Access access, HttpServerRequest request) {
    if (isOpen(access, request)) {
      return NOBODY.from(clients.address(request));
    }
    Caller caller = callerOf(request).from(clients.address(request));
    if (!access.allows(caller.role())) {
      throw Problem.of(
              403,
              "FORBIDDEN",
              "this call is for " + access.roles() + ", the key's role is " + caller.role())
          .exception();
    }
    return caller;
  }

  private boolean isOpen(Access access, HttpServerRequest request) {
    return switch (access.kind()) {
      case PUBLIC -> true;
      case LOOPBACK -> clients.of(request).local();
      case LOOPBACK_TOOLS -> clients.of(request).local() && !isByPage(request);
      case SIGNED_IN -> false;
    };
  }

  /** Whether a page asks, or somebody in a browser where a page of this node is signed in. */
  private boolean isByPage(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return (site != null && !site.equals("none"))
        || session(request, Page.KIOSK).isPresent()
        || session(request, Page.DASH).isPresent();
  }

  /** Whether the caller of a request that was admitted would be admitted still. */
  boolean stillAdmits(Access access, HttpServerRequest request) {
    try {
      admit(access, request);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  /** Whose session the page's cookie opens: none where the key behind it was revoked. */
  public Optional<Caller> session(HttpServerRequest request, Page page) {
    return cookie(request, page)
        .flatMap(secret -> sessions.find(secret, page))
        .filter(caller -> caller.keyId() == null || keys.accepts(caller.keyId()));
  }

  /** The session cookie of the page, as the browser sent it. */
  public Optional<String> cookie(HttpServerRequest request, Page page) {
    return Optional.ofNullable(request.getCookie(page.cookie(storeId))).map(Cookie::getValue);
  }

  private Caller callerOf(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return byKey(authorization);
    }
    return byCookie(request)
        .orElseThrow(() -> unauthenticated("send Authorization: Bearer KEY, or sign in"));
  }

  private Caller byKey(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthenticated("the Authorization header must be: Bearer KEY");
    }
    return keys.callerOf(authorization.substring(SCHEME.length()).strip())
        .orElseThrow(() -> unauthenticated("the key is unknown or revoked"));
  }

  private Optional<Caller> byCookie(HttpServerRequest request) {
    String said = request.getHeader(PAGE_HEADER);
    if (said == null && !SAFE.contains(request.method())) {
      return Optional.empty();
    }
    String named = said == null ? request.getParam("page") : said;
    if (named != null) {
      return Page.named(named).flatMap(page -> session(request, page));
    }
    return session(request, Page.DASH).or(() -> session(request, Page.KIOSK));
  }

  public static ProblemException unauthenticated(String detail) {
    return Problem.of(401, "UNAUTHENTICATED", detail).exception();
  }
}
