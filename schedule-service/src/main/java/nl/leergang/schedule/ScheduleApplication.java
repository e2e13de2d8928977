package nl.leergang.schedule;

import nl.leergang.schedule.catalogue.CatalogueProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

@SpringBootApplication
@EnableConfigurationProperties({CatalogueProperties.class, PublicPages.class})
public class ScheduleApplication {

  public static void main(String[] args) {
    SpringApplication.run(ScheduleApplication.class, args);
  }
}
