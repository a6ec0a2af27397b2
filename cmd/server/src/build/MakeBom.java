import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Writes what the executable is made of as a bill of materials (CycloneDX 1.6): the libraries of
/// the class path with their licences as their own descriptions say them, and the packages that the
/// web UI is built from. The same input gives the same bytes.
///
/// Run by the build: `java MakeBom.java OUTPUT VERSION CLASS_PATH PACKAGE_LOCK`
public final class MakeBom {
  private static final Pattern LOCKED =
      Pattern.compile("\n    \"node_modules/([^\"]+)\": \\{\n(.*?)\n    }", Pattern.DOTALL);

  /// A package that only builds or tests need. What is said of a peer stands further in.
  private static final Pattern UNUSED = Pattern.compile("(?m)^ {6}\"(dev|optional)\": true");

  private static final Map<Pattern, String> LICENCES =
      Map.of(
          Pattern.compile("(?i).*apache.*2.*"), "Apache-2.0",
          Pattern.compile("(?i).*\\bMIT\\b.*"), "MIT",
          Pattern.compile("(?i).*BSD.?2.*"), "BSD-2-Clause",
          Pattern.compile("(?i).*BSD.?3.*|Go License|.*New BSD.*"), "BSD-3-Clause",
          Pattern.compile("(?i).*CC0.*"), "CC0-1.0");

  private record Component(
      String group, String name, String version, String url, List<String> licences, String hash) {
    String json() {
      StringBuilder text = new StringBuilder("    {\n      \"type\": \"library\",\n");
      text.append("      \"bom-ref\": \"").append(url).append("\",\n");
      if (!group.isEmpty()) {
        text.append("      \"group\": \"").append(group).append("\",\n");
      }
      text.append("      \"name\": \"").append(name).append("\",\n");
      text.append("      \"version\": \"").append(version).append("\",\n");
      text.append("      \"hashes\": [").append(hash).append("],\n      \"licenses\": [");
      List<String> known = licences.stream().map(Component::licence).distinct().toList();
      text.append(String.join(", ", known)).append("],\n");
      return text.append("      \"purl\": \"").append(url).append("\"\n    }").toString();
    }

    private static String licence(String name) {
      Optional<String> id =
          LICENCES.entrySet().stream()
              .filter(entry -> entry.getKey().matcher(name).matches())
              .map(Map.Entry::getValue)
              .findFirst();
      return id.map(text -> "{\"license\": {\"id\": \"" + text + "\"}}")
          .orElse("{\"license\": {\"name\": \"" + name.replace("\"", "'") + "\"}}");
    }
  }

  private MakeBom() {}

  public static void main(String[] args) throws Exception {
    List<Component> components = new ArrayList<>();
    for (String element : args[2].split(File.pathSeparator, -1)) {
      // Modules of this project come as directories or from their target folders.
      Path jar = Path.of(element);
      if (element.endsWith(".jar") && Files.exists(pom(jar)) && !element.contains("/target/")) {
        components.add(library(jar));
      }
    }
    Matcher locked = LOCKED.matcher(Files.readString(Path.of(args[3])));
    while (locked.find()) {
      if (!UNUSED.matcher(locked.group(2)).find()) {
        components.add(script(locked.group(1), locked.group(2)));
      }
    }
    components.sort(Comparator.comparing(Component::url));
    Path output = Path.of(args[0]);
    Files.createDirectories(output.getParent());
    Files.writeString(output, document(args[1], components));
  }

  private static String document(String version, List<Component> components) {
    return """
    {
      "bomFormat": "CycloneDX",
      "specVersion": "1.6",
      "version": 1,
      "metadata": {
        "component": {
          "type": "application",
          "bom-ref": "pkg:maven/dev.vestige/vestige@VERSION",
          "group": "dev.vestige",
          "name": "vestige",
          "version": "VERSION",
          "licenses": [{"license": {"id": "Apache-2.0"}}],
          "purl": "pkg:maven/dev.vestige/vestige@VERSION"
        }
      },
      "components": [
    COMPONENTS
      ]
    }
    """
        .replace("VERSION", version)
        .replace(
            "COMPONENTS", String.join(",\n", components.stream().map(Component::json).toList()));
  }

  /// The description beside a library; one jar of several may have a classifier in its name.
  private static Path pom(Path jar) {
    Path folder = jar.toAbsolutePath().getParent();
    String version = folder.getFileName().toString();
    return folder.resolve(folder.getParent().getFileName() + "-" + version + ".pom");
  }

  /// A file of a Maven repository: `group/group/name/version/name-version.jar`.
  private static Component library(Path jar) throws Exception {
    Path folder = jar.toAbsolutePath().getParent();
    String version = folder.getFileName().toString();
    String name = folder.getParent().getFileName().toString();
    Element project = read(pom(jar));
    String group =
        text(project, "groupId")
            .or(() -> child(project, "parent").flatMap(parent -> text(parent, "groupId")))
            .orElseThrow();
    Path repository = folder;
    for (int i = 0; i < group.split("\\.", -1).length + 2; i++) {
      repository = repository.getParent();
    }
    String url = "pkg:maven/" + group + "/" + name + "@" + version;
    String file = jar.getFileName().toString();
    String plain = name + "-" + version + ".jar";
    if (!file.equals(plain)) {
      url += "?classifier=" + file.substring(plain.length() - 3, file.length() - 4);
    }
    String hash = "{\"alg\": \"SHA-256\", \"content\": \"" + sha256(jar) + "\"}";
    return new Component(group, name, version, url, licences(project, repository), hash);
  }

  /// The licences of a description or of what it inherits from.
  private static List<String> licences(Element project, Path repository) throws Exception {
    List<String> names = new ArrayList<>();
    Optional<Element> own = child(project, "licenses");
    if (own.isPresent()) {
      for (Element licence : children(own.get())) {
        text(licence, "name").ifPresent(names::add);
      }
    }
    Optional<Element> parent = child(project, "parent");
    if (names.isEmpty() && parent.isPresent()) {
      String name = text(parent.get(), "artifactId").orElseThrow();
      String version = text(parent.get(), "version").orElseThrow();
      Path pom =
          repository
              .resolve(text(parent.get(), "groupId").orElseThrow().replace('.', '/'))
              .resolve(name)
              .resolve(version)
              .resolve(name + "-" + version + ".pom");
      return licences(read(pom), repository);
    }
    if (names.isEmpty()) {
      throw new IOException("no licence in the description of " + text(project, "artifactId"));
    }
    return names;
  }

  private static Component script(String name, String entry) {
    String version = field(entry, "version");
    byte[] hash = Base64.getDecoder().decode(field(entry, "integrity").replace("sha512-", ""));
    String hashes =
        "{\"alg\": \"SHA-512\", \"content\": \"" + HexFormat.of().formatHex(hash) + "\"}";
    String url = "pkg:npm/" + name.replace("@", "%40") + "@" + version;
    return new Component("", name, version, url, List.of(field(entry, "license")), hashes);
  }

  private static String field(String entry, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\": \"([^\"]*)\"").matcher(entry);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + name + " in " + entry);
    }
    return matcher.group(1);
  }

  private static String sha256(Path file) throws IOException, GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private static Element read(Path pom) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(pom.toFile())
        .getDocumentElement();
  }

  private static Optional<Element> child(Element element, String name) {
    return children(element).stream().filter(child -> child.getTagName().equals(name)).findFirst();
  }

  private static Optional<String> text(Element element, String name) {
    return child(element, name).map(child -> child.getTextContent().strip());
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }
}
