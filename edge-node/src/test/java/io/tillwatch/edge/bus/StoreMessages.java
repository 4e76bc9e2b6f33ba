package io.tillwatch.edge.bus;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every message that the catalogue of channels lets travel between stores. */
final class StoreMessages {
  private StoreMessages() {}

  /** Classes of messages, by {@code address.question} and {@code address.answer}. */
  static Map<String, Class<?>> all() {
    Map<String, Class<?>> messages = new TreeMap<>();
    channels(StoreChannels.class).forEach(channel -> add(messages, channel));
    return messages;
  }

  /** The channels of a catalogue. */
  static List<Channel<?, ?>> channels(Class<?> catalogue) {
    List<Channel<?, ?>> channels = new ArrayList<>();
    for (Field field : catalogue.getFields()) {
      if (field.getType() == Channel.class) {
        channels.add(channel(field));
      }
    }
    return channels;
  }

  private static void add(Map<String, Class<?>> messages, Channel<?, ?> channel) {
    messages.put(channel.address() + ".question", channel.question());
    if (channel.answer() != Void.class) {
      messages.put(channel.address() + ".answer", channel.answer());
    }
  }

  private static Channel<?, ?> channel(Field field) {
    try {
      return (Channel<?, ?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
