package dev.cubby.local.lambda;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/// Redirects calls of `System.getenv`, and method references to it, to [FunctionEnvironment]. A
/// class without either is unchanged, byte for byte.
final class EnvironmentRewriter {

  private static final byte[] GETENV = "getenv".getBytes(US_ASCII);
  private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
  private static final ClassDesc FUNCTION_ENVIRONMENT =
      ClassDesc.of(FunctionEnvironment.class.getName());

  private final ClassFile classFile;

  /// @param loader the loader of the classes that a rewritten class refers to
  EnvironmentRewriter(ClassLoader loader) {
    classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  byte[] rewrite(byte[] bytes) {
    if (!mentionsGetenv(bytes)) {
      return bytes;
    }
    return classFile.transformClass(
        classFile.parse(bytes),
        ClassTransform.transformingMethodBodies(
            EnvironmentRewriter::asksForEnvironment, EnvironmentRewriter::replace));
  }

  private static boolean mentionsGetenv(byte[] bytes) {
    for (int start = 0; start <= bytes.length - GETENV.length; start++) {
      if (bytes[start] == 'g'
          && Arrays.equals(bytes, start, start + GETENV.length, GETENV, 0, GETENV.length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean asksForEnvironment(MethodModel method) {
    return method.code().stream()
        .flatMap(CodeModel::elementStream)
        .anyMatch(element ->
            switch (element) {
              case InvokeInstruction call -> isGetenv(call);
              case InvokeDynamicInstruction call ->
                  call.bootstrapArgs().stream().anyMatch(EnvironmentRewriter::isGetenv);
              default -> false;
            });
  }

  private static void replace(CodeBuilder code, CodeElement element) {
    switch (element) {
      case InvokeInstruction call when isGetenv(call) ->
          code.invokestatic(FUNCTION_ENVIRONMENT, "getenv", call.typeSymbol());
      case InvokeDynamicInstruction call
          when call.bootstrapArgs().stream().anyMatch(EnvironmentRewriter::isGetenv) ->
          code.invokedynamic(
              DynamicCallSiteDesc.of(
                  call.bootstrapMethod(),
                  call.name().stringValue(),
                  call.typeSymbol(),
                  call.bootstrapArgs().stream()
                      .map(EnvironmentRewriter::replaced)
                      .toArray(ConstantDesc[]::new)));
      default -> code.with(element);
    }
  }

  private static boolean isGetenv(InvokeInstruction call) {
    return call.owner().asSymbol().equals(SYSTEM) && call.name().equalsString("getenv");
  }

  private static boolean isGetenv(ConstantDesc argument) {
    return argument instanceof DirectMethodHandleDesc handle
        && handle.owner().equals(SYSTEM)
        && handle.methodName().equals("getenv");
  }

  private static ConstantDesc replaced(ConstantDesc argument) {
    if (!isGetenv(argument)) {
      return argument;
    }
    var handle = (DirectMethodHandleDesc) argument;
    return MethodHandleDesc.ofMethod(
        DirectMethodHandleDesc.Kind.STATIC,
        FUNCTION_ENVIRONMENT,
        "getenv",
        MethodTypeDesc.ofDescriptor(handle.lookupDescriptor()));
  }
}
