package dev.cubby.local.lambda;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The type arguments that a class gives to an interface, directly or through its supertypes.
final class TypeArguments {

  private TypeArguments() {}

  /// The arguments of `type` for `target`, in the order of its parameters.
  ///
  /// @throws IllegalArgumentException if `type` leaves one unbound
  static List<Type> of(Class<?> type, Class<?> target) {
    var found = find(type, target, Map.of());
    if (found == null || found.stream().anyMatch(TypeVariable.class::isInstance)) {
      throw new IllegalArgumentException(
          "Class "
              + type.getName()
              + " does not implement "
              + target.getSimpleName()
              + " with concrete type parameters");
    }
    return found;
  }

  private static @Nullable List<Type> find(
      Type type, Class<?> target, Map<TypeVariable<?>, Type> known) {
    var arguments = known;
    Class<?> raw;
    if (type instanceof ParameterizedType parameterized) {
      raw = (Class<?>) parameterized.getRawType();
      var actual =
          Arrays.stream(parameterized.getActualTypeArguments())
              .map(argument -> known.getOrDefault(argument, argument))
              .toList();
      if (raw == target) {
        return actual;
      }
      arguments = new HashMap<>();
      for (int i = 0; i < actual.size(); i++) {
        arguments.put(raw.getTypeParameters()[i], actual.get(i));
      }
    } else {
      raw = (Class<?>) type;
    }
    for (var supertype : supertypes(raw)) {
      var found = find(supertype, target, arguments);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static List<Type> supertypes(Class<?> type) {
    var supertypes = new ArrayList<Type>(List.of(type.getGenericInterfaces()));
    if (type.getGenericSuperclass() != null) {
      supertypes.add(type.getGenericSuperclass());
    }
    return supertypes;
  }
}
