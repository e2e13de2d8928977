package nl.leergang.notification.mail;

import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The two shapes of every letter. */
@Component
class Rendering {

  private final TemplateEngine engine = new TemplateEngine();

  Rendering() {
    engine.addTemplateResolver(resolver(TemplateMode.HTML, ".html"));
    engine.addTemplateResolver(resolver(TemplateMode.TEXT, ".txt"));
  }

  private static ClassLoaderTemplateResolver resolver(TemplateMode mode, String suffix) {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(Rendering.class.getClassLoader());
    resolver.setPrefix("mail/");
    resolver.setResolvablePatterns(Set.of("*" + suffix));
    resolver.setTemplateMode(mode);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setCacheable(true);
    resolver.setCheckExistence(true);
    return resolver;
  }

  String html(Content content) {
    return engine.process("letter.html", context(content));
  }

  String text(Content content) {
    return engine.process("letter.txt", context(content)).replace("\r\n", "\n").strip() + "\n";
  }

  private static Context context(Content content) {
    Context context = new Context(Locale.forLanguageTag(content.language()));
    context.setVariable("letter", content);
    return context;
  }
}
