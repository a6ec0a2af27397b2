package dev.vestige.cmd.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/// What this is a build of, as the manifest of the jar says.
public record BuildInfo(String version, String commit) {
  private static final BuildInfo UNPACKAGED = new BuildInfo("dev", "unknown");

  /// Reads the manifest; classes outside a jar have none.
  public static BuildInfo read() {
    try {
      var manifests =
          Collections.list(BuildInfo.class.getClassLoader().getResources("META-INF/MANIFEST.MF"));
      for (URL manifest : manifests) {
        try (InputStream in = manifest.openStream()) {
          Attributes attributes = new Manifest(in).getMainAttributes();
          if ("Vestige".equals(attributes.getValue(Attributes.Name.IMPLEMENTATION_TITLE))) {
            return of(attributes);
          }
        }
      }
      return UNPACKAGED;
    } catch (IOException e) {
      return UNPACKAGED;
    }
  }

  private static BuildInfo of(Attributes attributes) {
    String version = attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    String commit = attributes.getValue("Git-Commit");
    return new BuildInfo(
        version == null ? UNPACKAGED.version : version,
        commit == null ? UNPACKAGED.commit : commit);
  }

  /// One line for -version.
  public String line() {
    return "vestige %s (commit %s), Java %s"
        .formatted(version, commit, Runtime.version().toString());
  }
}
