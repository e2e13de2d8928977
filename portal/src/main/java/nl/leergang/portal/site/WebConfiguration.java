package nl.leergang.portal.site;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.WebContentInterceptor;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Style sheet and fonts carry a hash in their address and are kept for a year. */
@Configuration
class WebConfiguration implements WebMvcConfigurer {

  // 32 keep eight cores busy; thousands of them would need more heap than 256 MB.
  private static final int PAGES_AT_ONCE = 32;
  private static final Duration WAIT_FOR_A_PAGE = Duration.ofSeconds(10);

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/static/assets/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .resourceChain(true)
        .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    // "no-cache", not "no-store": with the latter a browser forgets what was typed on "back".
    WebContentInterceptor pages = new WebContentInterceptor();
    pages.setCacheControl(CacheControl.noCache().cachePrivate());
    registry
        .addInterceptor(pages)
        .excludePathPatterns("/assets/**", "/v1/**", "/staff/**", "/en/staff/**");
    PageGate gate = new PageGate(PAGES_AT_ONCE, WAIT_FOR_A_PAGE);
    registry.addInterceptor(gate).addPathPatterns(PageGate.PUBLIC_PAGES);
    registry.addInterceptor(gate.whereverPagesAreMade());
  }
}
