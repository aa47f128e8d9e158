package dev.cubby.bench;

import dev.cubby.bench.Cold.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A cold start of a package for `provided.al2023`: a Java of only the modules that functions need,
/// the jars, and the AOT cache of one invocation. Beside the managed runtime, and a Python handler
/// that reads the same item with boto3, if this machine has it.
final class Packaged {

  private static final String MODULES =
      "java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.crypto.ec,"
          + "jdk.unsupported";

  private Packaged() {}

  static List<Row> run(boolean quick) throws IOException, InterruptedException {
    try (var directory = new WorkDirectory();
        var aws = new InstantAws()) {
      var work = directory.path();
      var functions = Artifact.unpack(Path.of("functions/target/functions.zip"), work.resolve("f"));
      var java = work.resolve("java");
      link(java);
      var environment = Environment.of(aws.endpoint(), Map.of());
      var subjects = new ArrayList<Subject>();
      subjects.add(Cold.helloWorld(work));
      subjects.add(
          Subject.of(
              "GetRecord, managed",
              FunctionProcess.managed(functions, List.of()),
              functions,
              "records.GetRecord"));
      for (var handler : List.of("records.GetRecord", "users.CreateUser")) {
        var name = handler.substring(handler.indexOf('.') + 1) + ", packaged";
        var cache = work.resolve(name + ".aot");
        var training = command(java, functions, "-XX:AOTCacheOutput=" + cache);
        try (var process =
            FunctionProcess.start(
                training, functions, "dev.cubby.functions." + handler, environment)) {
          process.api().invoke(Functions.event(handler.substring(handler.indexOf('.') + 1)));
          process.end();
        }
        subjects.add(
            Subject.of(
                name, command(java, functions, "-XX:AOTCache=" + cache), functions, handler));
      }
      python()
          .ifPresent(python ->
              subjects.add(
                  new Subject(
                      "GetItem, boto3",
                      List.of(python, "bench/get_item.py"),
                      work,
                      "get_item",
                      Functions.event("GetRecord"))));
      var rows = Cold.compare(subjects, environment, quick);
      var contents =
          List.of(java, work.resolve("GetRecord, packaged.aot"), functions.resolve("lib"));
      rows.get(2).with("package, bytes", zipped(contents, work.resolve("package.zip")));
      return rows;
    }
  }

  private static void link(Path java) throws IOException {
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                System.err,
                System.err,
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                java.toString());
    if (status != 0) {
      throw new IOException("jlink ended with " + status);
    }
  }

  // An AOT cache needs a class path of jars only.
  private static List<String> command(Path java, Path functions, String option) throws IOException {
    var jars =
        Stream.concat(
                FunctionProcess.runtime().stream(),
                Stream.of(functions.resolve("lib/functions.jar")))
            .map(Path::toString)
            .collect(Collectors.joining(":"));
    return FunctionProcess.java(java, jars, List.of(option));
  }

  // The Python that has boto3.
  private static Optional<String> python() throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("python3", "-c", "import boto3, sys; print(sys.executable)")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var output = process.inputReader()) {
      var executable = output.readLine();
      return process.waitFor() == 0 ? Optional.of(executable) : Optional.empty();
    }
  }

  private static long zipped(List<Path> roots, Path zip) throws IOException {
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (var root : roots) {
        try (var files = Files.walk(root)) {
          for (var file : files.filter(Files::isRegularFile).toList()) {
            out.putNextEntry(new ZipEntry(file.toString()));
            Files.copy(file, out);
            out.closeEntry();
          }
        }
      }
    }
    return Files.size(zip);
  }
}
