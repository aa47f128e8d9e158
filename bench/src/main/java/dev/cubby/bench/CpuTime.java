package dev.cubby.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The CPU time of processes. Linux only.
final class CpuTime {

  /// CPU ticks a second in /proc.
  private static final int TICKS = 100;

  private CpuTime() {}

  /// Returns the CPU time of all threads of the process `pid` so far, in microseconds.
  ///
  /// @throws IllegalStateException if the process has ended
  static double micros(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // utime and stime are fields 14 and 15; the name, field 2, may contain spaces.
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1e6 / TICKS;
    } catch (IOException e) {
      throw new IllegalStateException("Process " + pid + " has ended", e);
    }
  }
}
