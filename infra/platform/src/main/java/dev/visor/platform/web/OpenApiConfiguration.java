package dev.visor.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI descriptions of all services have in common: title, licence and the problem that any call may answer. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(GlobalOpenApiCustomizer.class)
class OpenApiConfiguration {
    @Bean
    OpenAPI openApi(@Value("${spring.application.name}") String application) {
        return new OpenAPI()
                .info(new Info()
                        .title("Visor " + application)
                        .version("v1")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    @Bean
    GlobalOpenApiCustomizer problems() {
        return api -> {
            api.schema("Problem", problem());
            if (api.getPaths() != null) {
                api.getPaths().values().stream()
                        .flatMap(path -> path.readOperations().stream())
                        .forEach(operation -> operation.getResponses().addApiResponse("default", answer()));
            }
        };
    }

    private static ApiResponse answer() {
        MediaType json = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        return new ApiResponse()
                .description("It did not succeed")
                .content(new Content().addMediaType("application/problem+json", json));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().description("urn:visor:error:<code>"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("what is wrong and the way out"))
                .addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema().description("stable, for programs"))
                .addProperty("traceId", new StringSchema().description("under which logs tell more"))
                .addProperty("violations", new ArraySchema().items(new StringSchema()));
    }
}
