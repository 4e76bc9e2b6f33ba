package io.tillwatch.edge.web.api.models;

import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.labels.LabelQuery;
import io.tillwatch.core.fraud.labels.LabelledReturn;
import io.tillwatch.core.fraud.labels.TrainingLines;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Returns with their features and labels, as the file that {@code train} reads. */
public final class TrainingData {
  private static final String MEDIA_TYPE = "text/csv";
  private static final int LINES_AT_ONCE = 500;

  private final Bus bus;
  private final AuditTrail audit;
  private final InstantSource clock;
  private boolean underWay;

  public TrainingData(Bus bus, AuditTrail audit, InstantSource clock) {
    this.bus = bus;
    this.audit = audit;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.stream(
            Endpoint.API + "/models/training-data", Access.ADMINS, MEDIA_TYPE, this::export));
  }

  private Future<ApiResponse> export(ApiRequest request) {
    Query query = request.query();
    Instant asOf = query.instant("asOf", clock.instant());
    query.done();
    if (underWay) {
      throw Problem.later(503, "TOO_MANY_EXPORTS", "an export is under way; try again", 10)
          .exception();
    }
    underWay = true;
    return audit
        .write(request.caller(), "TRAINING_DATA_EXPORTED", bus.self().value(), null)
        .compose(done -> bus.ask(Channels.LABELS, new LabelQuery(asOf)))
        .onFailure(why -> underWay = false)
        .map(
            answer -> {
              new Writing(request).run(answer.labelled()).onComplete(done -> underWay = false);
              return ApiResponse.STREAMED;
            });
  }

  /** One answer, as fast as its reader takes it. */
  private static final class Writing {
    private final HttpServerResponse response;
    private Promise<Void> room = Promise.promise();

    Writing(ApiRequest request) {
      response = request.response();
      request.onEnd(() -> room.tryComplete());
    }

    Future<Void> run(List<LabelledReturn> returns) {
      response
          .setChunked(true)
          .putHeader("Content-Type", MEDIA_TYPE)
          .putHeader("Content-Disposition", "attachment; filename=\"returns.csv\"")
          .write(TrainingLines.header() + "\n");
      return from(0, returns).onFailure(why -> response.reset());
    }

    private Future<Void> from(int first, List<LabelledReturn> returns) {
      if (response.closed()) {
        return Future.succeededFuture();
      }
      int next = Math.min(returns.size(), first + LINES_AT_ONCE);
      StringBuilder lines = new StringBuilder();
      for (LabelledReturn each : returns.subList(first, next)) {
        if (each.features().set().equals(FeatureSet.hash())) {
          lines.append(TrainingLines.line(each)).append('\n');
        }
      }
      if (lines.length() > 0) {
        response.write(lines.toString());
      }
      return next == returns.size() ? response.end() : room().compose(free -> from(next, returns));
    }

    private Future<Void> room() {
      if (!response.writeQueueFull()) {
        return Future.succeededFuture();
      }
      room = Promise.promise();
      response.drainHandler(drained -> room.tryComplete());
      return room.future();
    }
  }
}
