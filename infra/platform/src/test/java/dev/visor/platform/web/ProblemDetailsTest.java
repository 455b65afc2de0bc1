package dev.visor.platform.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.visor.contracts.Names;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

class ProblemDetailsTest {
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Subject())
            .setControllerAdvice(new ProblemAdvice())
            .setMessageConverters(new JacksonJsonHttpMessageConverter(mapper()))
            .build();

    @Test
    void ourFailuresSayWhatIsWrongAndWhoseFaultItIs() throws Exception {
        mvc.perform(get("/refuse"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("type").value("urn:visor:error:invalid-model"))
                .andExpect(jsonPath("title").value("invalid model"))
                .andExpect(jsonPath("status").value(422))
                .andExpect(jsonPath("detail").value("two things are wrong"))
                .andExpect(jsonPath("instance").value("/refuse"))
                .andExpect(jsonPath("code").value("INVALID_MODEL"))
                .andExpect(jsonPath("violations", contains("first", "second")));
    }

    @Test
    void anUnknownFailureKeepsItsWordsToItself() throws Exception {
        mvc.perform(get("/break"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("code").value("INTERNAL"))
                .andExpect(content().string(not(containsString("secret"))));
    }

    @Test
    void whatIsBusySaysWhenToComeBack() throws Exception {
        mvc.perform(get("/busy")).andExpect(status().isServiceUnavailable()).andExpect(header().exists("Retry-After"));
    }

    @Test
    void unknownFieldsAreRefusedByName() throws Exception {
        send("{\"count\": 1, \"nmae\": \"x\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("detail", containsString("'nmae' is unknown")));
    }

    @Test
    void missingFieldsAreRefusedByNameUnlessTheyAreOptional() throws Exception {
        send("{\"note\": \"x\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("detail", containsString("'count' is missing")));
        send("{\"count\": null}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("detail", containsString("'count'")));
        send("{\"count\": 3}").andExpect(status().isOk());
    }

    @Test
    void invalidFieldsAreListed() throws Exception {
        send("{\"count\": 0}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("code").value("INVALID_REQUEST"))
                .andExpect(jsonPath("violations[0]", containsString("count must be greater")));
    }

    @Test
    void ourOwnTypesSayInTheirWordsWhatDoesNotFit() throws Exception {
        send("{\"count\": 1, \"digest\": \"abc\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("detail", containsString("digest: a SHA-256 digest is 64")));
        send("{\"count\": \"many\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("detail", containsString("'count' has a value that does not fit")));
    }

    @Test
    void brokenJsonIsRefused() throws Exception {
        send("{\"count\": ")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("code").value("INVALID_REQUEST"));
        send("{\"count\": 1} trailing").andExpect(status().isBadRequest());
    }

    @Test
    void springsOwnFailuresHaveTheSameShape() throws Exception {
        mvc.perform(post("/break"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("code").value("INVALID_REQUEST"));
        mvc.perform(post("/orders").contentType(MediaType.TEXT_PLAIN).content("x"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("code").value("UNSUPPORTED_MEDIA_TYPE"));
        mvc.perform(get("/numbers/many")).andExpect(status().isBadRequest());
        mvc.perform(get("/names/Not_A_Name")).andExpect(jsonPath("code").value("INVALID_NAME"));
    }

    private ResultActions send(String body) throws Exception {
        return mvc.perform(
                post("/orders").contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private static JsonMapper mapper() {
        // As Spring Boot sets it up: properties of a problem stand beside its other members.
        JsonMapper.Builder builder =
                JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class);
        new WebConfiguration().strictJson().customize(builder);
        return builder.build();
    }

    record Order(
            @Min(1) int count,
            @Nullable String note,
            Optional<String> other,
            @Nullable Sha256 digest) {}

    @RestController
    static class Subject {
        @GetMapping("/refuse")
        String refuse() {
            throw new VisorException(ErrorCode.INVALID_MODEL, "two things are wrong", List.of("first", "second"), null);
        }

        @GetMapping("/break")
        String breakDown() {
            throw new IllegalStateException("the secret is 42");
        }

        @GetMapping("/busy")
        String busy() {
            throw new VisorException(ErrorCode.BUSY, "4 uploads run, 4 may; try again shortly");
        }

        @PostMapping("/orders")
        Order order(@Valid @RequestBody Order order) {
            return order;
        }

        @GetMapping("/numbers/{number}")
        int number(@PathVariable("number") int number) {
            return number;
        }

        @GetMapping("/names/{name}")
        String name(@PathVariable("name") String name) {
            return Names.require("model", name);
        }
    }
}
