package nl.leergang.schedule.web;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Answers 304 where a reader has the catalogue as it is (RFC 9110, 13.1.2). */
@Configuration(proxyBeanMethods = false)
class EntityTags {

  @Bean
  FilterRegistrationBean<ShallowEtagHeaderFilter> catalogueEntityTags() {
    var filter = new ShallowEtagHeaderFilter();
    // The same catalogue may reach a reader through a compressing proxy.
    filter.setWriteWeakETag(true);
    var registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns(
        "/v1/programmes", "/v1/programmes/*", "/v1/editions", "/v1/editions/*");
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
    return registration;
  }
}
