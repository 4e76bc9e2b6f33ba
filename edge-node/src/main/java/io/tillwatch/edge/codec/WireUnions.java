package io.tillwatch.edge.codec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.tillwatch.core.checkout.GrantRequest;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.checkout.staff.StaffForward;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands between stores for answers that are one of several things: one object, of which only
 * the fields of that one are set, as versions before have written it.
 */
final class WireUnions {

  private record StaffAnswerForm(
      @Nullable String factId, @Nullable Refusal refusal, boolean repeated) {

    static StaffAnswerForm of(StaffAnswer answer) {
      return answer instanceof StaffAnswer.Done done
          ? new StaffAnswerForm(done.factId(), null, done.repeated())
          : new StaffAnswerForm(null, ((StaffAnswer.Refused) answer).refusal(), false);
    }

    /** Older nodes do not say whether it is repeated. */
    StaffAnswer read() {
      if (refusal != null) {
        return new StaffAnswer.Refused(refusal);
      }
      if (factId == null) {
        throw new IllegalArgumentException("expected factId or refusal, found neither");
      }
      return new StaffAnswer.Done(factId, repeated);
    }
  }

  private record StaffForwardForm(
      StaffCommand.@Nullable Decide decide,
      StaffCommand.@Nullable VoidSale voidSale,
      StaffCommand.@Nullable PayOut payOut) {

    static StaffForwardForm of(StaffForward forward) {
      StaffCommand.OneStores command = forward.command();
      return new StaffForwardForm(
          command instanceof StaffCommand.Decide decide ? decide : null,
          command instanceof StaffCommand.VoidSale voidSale ? voidSale : null,
          command instanceof StaffCommand.PayOut payOut ? payOut : null);
    }

    StaffForward read() {
      StaffCommand.OneStores paid = voidSale == null ? payOut : voidSale;
      StaffCommand.OneStores command = decide == null ? paid : decide;
      if (command == null) {
        throw new IllegalArgumentException("a newer node asks for what this one does not know");
      }
      return new StaffForward(command);
    }
  }

  private record GrantForm(@Nullable String grantId) {

    static GrantForm of(GrantRequest.Answer answer) {
      return new GrantForm(
          answer instanceof GrantRequest.Granted granted ? granted.grantId() : null);
    }

    GrantRequest.Answer read() {
      return grantId == null ? new GrantRequest.Exhausted() : new GrantRequest.Granted(grantId);
    }
  }

  private WireUnions() {}

  static Module module() {
    SimpleModule module = new SimpleModule("wire-forms");
    add(
        module,
        StaffAnswer.class,
        StaffAnswerForm.class,
        StaffAnswerForm::of,
        StaffAnswerForm::read);
    add(
        module,
        StaffForward.class,
        StaffForwardForm.class,
        StaffForwardForm::of,
        StaffForwardForm::read);
    add(module, GrantRequest.Answer.class, GrantForm.class, GrantForm::of, GrantForm::read);
    return module;
  }

  /** Lets records of a type be written and read as those of another one. */
  static <T, F> void add(
      SimpleModule module,
      Class<T> type,
      Class<F> form,
      Function<T, F> write,
      Function<F, T> read) {
    module.addSerializer(type, new StdDelegatingSerializer(type, converter(type, form, write)));
    module.addDeserializer(type, new StdDelegatingDeserializer<>(converter(form, type, read)));
  }

  private static <A, B> Converter<A, B> converter(
      Class<A> from, Class<B> to, Function<A, B> change) {
    return new StdConverter<>() {
      @Override
      public B convert(A value) {
        try {
          return change.apply(value);
        } catch (NullPointerException incomplete) {
          // as Jackson says it of a record that it makes itself
          throw new IllegalArgumentException(
              "a field of " + to.getSimpleName() + " is missing", incomplete);
        }
      }

      @Override
      public JavaType getInputType(TypeFactory types) {
        return types.constructType(from);
      }

      @Override
      public JavaType getOutputType(TypeFactory types) {
        return types.constructType(to);
      }
    };
  }
}
