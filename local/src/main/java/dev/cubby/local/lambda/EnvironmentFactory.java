package dev.cubby.local.lambda;

import dev.cubby.local.template.FunctionDefinition;
import dev.cubby.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Initializes the execution environments of one function.
final class EnvironmentFactory {

  private final FunctionDefinition definition;
  private final CodeCache codeCache;
  private final FunctionVariables functionVariables;

  EnvironmentFactory(
      FunctionDefinition definition, CodeCache codeCache, FunctionVariables functionVariables) {
    this.definition = definition;
    this.codeCache = codeCache;
    this.functionVariables = functionVariables;
  }

  /// Creates an environment that shares its classes with all functions of the same code and
  /// variables.
  ///
  /// @throws Throwable whatever the function's initialization throws
  ExecutionEnvironment shared() throws Throwable {
    var taskRoot = FunctionCode.directory(definition.codeUri());
    return initialize(taskRoot, codeCache.loader(taskRoot, definition.environment()));
  }

  /// Creates an environment with classes of its own.
  ///
  /// @throws Throwable whatever the function's initialization throws
  ExecutionEnvironment isolated() throws Throwable {
    var taskRoot = FunctionCode.directory(definition.codeUri());
    return initialize(taskRoot, codeCache.ownLoader(taskRoot));
  }

  /// Checks that the function's code exists, has its handler's class, and has no SDK that bypasses
  /// this process, without loading it.
  ///
  /// @throws TemplateException if not
  void requireHandler() {
    var type = definition.handler().replaceFirst("::.*", "");
    try {
      var taskRoot = FunctionCode.directory(definition.codeUri());
      var loader = codeCache.loader(taskRoot, definition.environment());
      if (loader.getResource(type.replace('.', '/') + ".class") == null) {
        throw lacks(
            FunctionCode.isSource(taskRoot)
                ? taskRoot
                    + " is source code; run `sam build`, then use .aws-sam/build/template.yaml"
                : definition.codeUri() + " has no class " + type);
      }
      var sdk = UnroutedSdk.find(loader);
      if (sdk.isPresent()) {
        throw lacks(
            definition.codeUri()
                + " has "
                + sdk.get()
                + ", which would call AWS itself; local needs 2.28.1 or later");
      }
    } catch (NoSuchFileException e) {
      throw lacks("there is no code at " + definition.codeUri() + "; build it first");
    } catch (IOException e) {
      throw lacks("the code at " + definition.codeUri() + " cannot be used: " + e.getMessage());
    }
  }

  private TemplateException lacks(String what) {
    return new TemplateException(what).of("resource " + definition.logicalId());
  }

  /// Releases the classes of an [#isolated] environment.
  void forget(ExecutionEnvironment environment) {
    codeCache.forget(environment.loader());
  }

  // The next attempt gets classes of its own: one whose static initializer failed fails forever.
  private ExecutionEnvironment initialize(Path taskRoot, FunctionClassLoader loader)
      throws Throwable {
    var variables = functionVariables.of(definition, taskRoot);
    new FunctionProcess(loader, variables, _ -> {}).enter();
    try {
      return new ExecutionEnvironment(
          new HandlerLoader(loader).load(definition.handler()),
          loader,
          variables,
          LogNames.of(definition));
    } catch (Throwable e) {
      codeCache.forget(loader);
      throw e;
    }
  }
}
