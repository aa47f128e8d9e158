package dev.cubby.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Compiles classes that violate a rule.
final class PlantedClasses {

  private static final Pattern NAME = Pattern.compile("class (\\w+)");

  private PlantedClasses() {}

  /// Compiles `sources`, one class in each, into `directory`.
  static void compile(List<String> sources, Path directory) throws IOException {
    var compiler = requireNonNull(ToolProvider.getSystemJavaCompiler());
    var output = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(directory));
      var units = sources.stream().map(PlantedClasses::unit).toList();
      var options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
      assertThat(compiler.getTask(output, files, null, options, null, units).call())
          .as(output.toString())
          .isTrue();
    }
  }

  private static JavaFileObject unit(String source) {
    var name = NAME.matcher(source);
    assertThat(name.find()).as(source).isTrue();
    var uri = URI.create("planted:///" + name.group(1) + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
