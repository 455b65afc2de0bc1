package dev.visor.testkit.probe;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProbeController {
    record Greeting(String words) {}

    @GetMapping("/api/v1/failures/{code}")
    String fail(@PathVariable("code") ErrorCode code) {
        throw new VisorException(code, "it failed as asked");
    }

    @PostMapping("/api/v1/greetings")
    Greeting greet(@RequestBody Greeting greeting) {
        return greeting;
    }
}
