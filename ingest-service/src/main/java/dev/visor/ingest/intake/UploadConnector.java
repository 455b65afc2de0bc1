package dev.visor.ingest.intake;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Asks for a large body only once a handler reads it: a client that sends {@code Expect: 100-continue}, as curl does,
 * then hears of a wrong name or size before it sends anything.
 */
@Component
class UploadConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }
}
