package nl.leergang.portal.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Public pages that everybody sees alike, made once for as long as they would come out the same.
 * The key is what the services said for this reader: so no page is older than its facts, and nobody
 * has to say when one is outdated. Readers of a page in the making wait for it. Forms have a key of
 * their own on each page, and are made each time.
 */
@Component
final class KeptPages implements ViewResolver, Ordered {

  private static final Set<String> TEMPLATES = Set.of("catalogue", "programme", "error-page");
  private static final String ENCODING = "UTF-8";
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  // The key holds what the page says, as objects.
  private static final int BYTES_WITH_KEY = 3;

  private final ViewResolver templates;
  private final Cache<Content, byte[]> pages =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Content content, byte[] page) -> page.length * BYTES_WITH_KEY)
          .recordStats()
          .build();

  KeptPages(@Qualifier("thymeleafViewResolver") ViewResolver templates, MeterRegistry metrics) {
    this.templates = templates;
    CaffeineCacheMetrics.monitor(metrics, pages, "pages");
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE - 10;
  }

  @Override
  public @Nullable View resolveViewName(String name, Locale locale) throws Exception {
    if (!TEMPLATES.contains(name)) {
      return null;
    }
    View template = templates.resolveViewName(name, locale);
    return template == null ? null : new Kept(name, locale, template);
  }

  /** All that a page is made of. */
  private record Content(String template, Locale locale, Map<String, Object> model) {

    static Content of(String template, Locale locale, Map<String, ?> model) {
      return new Content(
          template,
          locale,
          model.entrySet().stream()
              .filter(entry -> entry.getValue() != null)
              .filter(entry -> !entry.getKey().startsWith(BindingResult.MODEL_KEY_PREFIX))
              .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
  }

  private final class Kept implements View {

    private final String name;
    private final Locale locale;
    private final View template;

    private Kept(String name, Locale locale, View template) {
      this.name = name;
      this.locale = locale;
      this.template = template;
    }

    @Override
    public String getContentType() {
      return MediaType.TEXT_HTML_VALUE + ";charset=" + ENCODING;
    }

    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws Exception {
      Map<String, ?> shown = model == null ? Map.of() : model;
      if (shown.get("account") != null) {
        template.render(shown, request, response);
        return;
      }
      byte[] page =
          pages.get(Content.of(name, locale, shown), content -> made(shown, request, response));
      response.setContentType(getContentType());
      response.setLocale(locale);
      response.setContentLength(page.length);
      response.getOutputStream().write(page);
    }

    private byte[] made(
        Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
      ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
      try {
        template.render(model, request, page);
        page.flushBuffer();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("Page " + name + " cannot be made", e);
      }
      return page.getContentAsByteArray();
    }
  }
}
