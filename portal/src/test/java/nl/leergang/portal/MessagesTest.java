package nl.leergang.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {

  @Test
  void hasEveryTextInBothLanguages() throws IOException {
    Properties dutch = read("/messages.properties");
    Properties english = read("/messages_en.properties");

    assertThat(english.stringPropertyNames()).isEqualTo(dutch.stringPropertyNames());
    assertThat(dutch.values()).noneMatch(value -> value.toString().isEmpty());
    for (String key : dutch.stringPropertyNames()) {
      assertThat(holes(english.getProperty(key))).as(key).isEqualTo(holes(dutch.getProperty(key)));
    }
  }

  @Test
  void knowsEveryTextThatATemplateNames() throws IOException {
    Properties dutch = read("/messages.properties");
    Pattern named = Pattern.compile("#\\{([a-zA-Z0-9.-]+)[(}]");
    try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"))) {
      for (Path template : templates.filter(Files::isRegularFile).toList()) {
        Matcher keys = named.matcher(Files.readString(template));
        while (keys.find()) {
          assertThat(dutch.containsKey(keys.group(1)))
              .as("%s names %s", template, keys.group(1))
              .isTrue();
        }
      }
    }
  }

  private static TreeSet<String> holes(String text) {
    TreeSet<String> holes = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{\\d").matcher(text);
    while (matcher.find()) {
      holes.add(matcher.group());
    }
    return holes;
  }

  private static Properties read(String name) throws IOException {
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(MessagesTest.class.getResourceAsStream(name)),
            StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }
}
