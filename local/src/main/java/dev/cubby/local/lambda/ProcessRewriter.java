package dev.cubby.local.lambda;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Redirects what would read or end this process, in calls and in method references, to
/// [FunctionProcess]. A class without any of it is unchanged, byte for byte.
final class ProcessRewriter {

  private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
  private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
  private static final ClassDesc FUNCTION_PROCESS = ClassDesc.of(FunctionProcess.class.getName());

  private static final Set<String> OF_SYSTEM = Set.of("exit", "getenv");
  private static final Set<String> OF_RUNTIME =
      Set.of("addShutdownHook", "exit", "halt", "removeShutdownHook");

  /// Each name as an entry of a constant pool: its tag, its length in two bytes, and its letters.
  private static final List<byte[]> NAMES =
      Stream.concat(OF_SYSTEM.stream(), OF_RUNTIME.stream())
          .distinct()
          .map(name -> ("\1\0" + (char) name.length() + name).getBytes(US_ASCII))
          .toList();

  private static final int SHORTEST_NAME = "exit".length();

  private final ClassFile classFile;

  /// @param loader the loader of the classes that a rewritten class refers to
  ProcessRewriter(ClassLoader loader) {
    classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  byte[] rewrite(byte[] bytes) {
    if (!mentionsAName(bytes)) {
      return bytes;
    }
    var model = classFile.parse(bytes);
    return model.methods().stream().noneMatch(ProcessRewriter::touchesProcess)
        ? bytes
        : classFile.transformClass(
            model,
            ClassTransform.transformingMethodBodies(
                ProcessRewriter::touchesProcess, ProcessRewriter::replace));
  }

  private static boolean mentionsAName(byte[] bytes) {
    for (int start = 0; start < bytes.length - SHORTEST_NAME; start++) {
      if (bytes[start] == PoolEntry.TAG_UTF8 && bytes[start + 1] == 0) {
        for (var name : NAMES) {
          int end = start + name.length;
          if (bytes[start + 2] == name[2]
              && end <= bytes.length
              && Arrays.equals(bytes, start, end, name, 0, name.length)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean touchesProcess(MethodModel method) {
    return method.code().stream()
        .flatMap(CodeModel::elementStream)
        .anyMatch(element ->
            switch (element) {
              case InvokeInstruction call -> touchesProcess(call);
              case InvokeDynamicInstruction call ->
                  call.bootstrapArgs().stream().anyMatch(ProcessRewriter::touchesProcess);
              default -> false;
            });
  }

  private static void replace(CodeBuilder code, CodeElement element) {
    switch (element) {
      case InvokeInstruction call when touchesProcess(call) ->
          code.invokestatic(
              FUNCTION_PROCESS,
              call.name().stringValue(),
              call.opcode() == Opcode.INVOKESTATIC
                  ? call.typeSymbol()
                  : call.typeSymbol().insertParameterTypes(0, RUNTIME));
      case InvokeDynamicInstruction call
          when call.bootstrapArgs().stream().anyMatch(ProcessRewriter::touchesProcess) ->
          code.invokedynamic(
              DynamicCallSiteDesc.of(
                  call.bootstrapMethod(),
                  call.name().stringValue(),
                  call.typeSymbol(),
                  call.bootstrapArgs().stream()
                      .map(ProcessRewriter::replaced)
                      .toArray(ConstantDesc[]::new)));
      default -> code.with(element);
    }
  }

  private static boolean touchesProcess(InvokeInstruction call) {
    return touchesProcess(call.owner().asSymbol(), call.name().stringValue());
  }

  private static boolean touchesProcess(ConstantDesc argument) {
    return argument instanceof DirectMethodHandleDesc handle
        && touchesProcess(handle.owner(), handle.methodName());
  }

  private static boolean touchesProcess(ClassDesc owner, String name) {
    return (owner.equals(SYSTEM) && OF_SYSTEM.contains(name))
        || (owner.equals(RUNTIME) && OF_RUNTIME.contains(name));
  }

  private static ConstantDesc replaced(ConstantDesc argument) {
    if (!touchesProcess(argument)) {
      return argument;
    }
    var handle = (DirectMethodHandleDesc) argument;
    return MethodHandleDesc.ofMethod(
        DirectMethodHandleDesc.Kind.STATIC,
        FUNCTION_PROCESS,
        handle.methodName(),
        handle.invocationType());
  }
}
