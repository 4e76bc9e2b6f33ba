package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Idempotency;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.Seal;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.ledger.redis.LuaScript;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One commit as {@link GroupCommit} would send it, made so that a tool can repeat it word by word:
 * a few lines before the script give every call its own place in the log and its own fact.
 *
 * @param script text for SCRIPT LOAD
 * @param opText length of the text of its op, characters
 */
public record CommitSample(String script, List<String> keys, List<String> args, int opText) {

  /**
   * The commit of a draft that moves one right and joins four indexes, as a sale does.
   *
   * @param claim of the till's request, or null where none comes with it
   */
  public static CommitSample of(StoreId self, Seal seal, Draft draft, @Nullable Idempotency claim) {
    OpLog log = new OpLog(self, seal, InstantSource.system());
    OpLog.Stamped stamped = log.stamp(draft, new OpLog.Head(Position.START, "", true, 1));
    ScriptCall call = new ScriptCall(new RightsOwnership(self), self, 1, ScriptCall.UNKNOWN);
    call.add(stamped.op(), stamped.signed(), stamped.hash(), List.of());
    List<String> references = draft.indexes().stream().filter(Indexes::isReference).toList();
    Commit commit = new Commit(draft, claim, List.of(), references);
    GroupCommit.conditions(call, commit, draft.at().toEpochMilli());
    String script = LuaScript.text("sample.lua", "effects.lua", "commit.lua");
    return new CommitSample(
        script,
        List.copyOf(call.keys()),
        List.copyOf(call.args()),
        stamped.signed().text().length());
  }
}
