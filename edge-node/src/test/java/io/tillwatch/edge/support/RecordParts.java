package io.tillwatch.edge.support;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What records are made of, by their declared types: their components and those within these. */
public final class RecordParts {
  private RecordParts() {}

  /** Every component that records of this class can hold, as {@code Class.component}. */
  public static Set<String> declared(Class<?> record) {
    Set<String> names = new TreeSet<>();
    declare(record, names);
    return names;
  }

  /** Components that hold something here: neither null, empty, false nor 0. */
  public static Set<String> filled(Object record) {
    Set<String> names = new TreeSet<>();
    fill(record, names);
    return names;
  }

  /** The words of every enum that records of this class can hold, by the path to it. */
  public static Map<String, String> words(String path, Class<?> record) {
    Map<String, String> words = new TreeMap<>();
    for (RecordComponent component : components(record)) {
      String inner = path + "." + component.getName();
      types(component.getGenericType())
          .forEach(
              type -> {
                if (type.isEnum()) {
                  words.put(inner, constants(type));
                } else if (holdsParts(type)) {
                  words.putAll(words(inner, type));
                }
              });
    }
    return words;
  }

  private static boolean holdsParts(Class<?> type) {
    return type.isRecord() || type.isSealed();
  }

  /** Of a sealed type those of each record that it can be. */
  private static List<RecordComponent> components(Class<?> type) {
    return type.isRecord()
        ? List.of(type.getRecordComponents())
        : Arrays.stream(type.getPermittedSubclasses())
            .flatMap(each -> components(each).stream())
            .toList();
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static void declare(Class<?> record, Set<String> names) {
    for (RecordComponent component : components(record)) {
      boolean isNew = names.add(name(component));
      types(component.getGenericType())
          .filter(type -> isNew && holdsParts(type))
          .forEach(type -> declare(type, names));
    }
  }

  private static void fill(Object value, Set<String> names) {
    if (value instanceof Collection<?> many) {
      many.forEach(each -> fill(each, names));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(each -> fill(each, names));
    } else if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        Object part = part(record, component);
        if (!isEmpty(part)) {
          names.add(name(component));
          fill(part, names);
        }
      }
    }
  }

  private static boolean isEmpty(Object part) {
    return part == null
        || part.equals(false)
        || part.equals("")
        || (part instanceof Number number && number.doubleValue() == 0)
        || (part instanceof Collection<?> many && many.isEmpty())
        || (part instanceof Map<?, ?> map && map.isEmpty());
  }

  private static Object part(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The class itself, or those that it is a list or map of. */
  private static Stream<Class<?>> types(Type type) {
    if (type instanceof ParameterizedType of) {
      return Arrays.stream(of.getActualTypeArguments()).flatMap(RecordParts::types);
    }
    return type instanceof Class<?> one ? Stream.of(one) : Stream.empty();
  }

  private static String name(RecordComponent component) {
    return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
  }
}
