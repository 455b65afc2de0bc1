package dev.visor.ingest.dashboard.page;

import dev.visor.contracts.error.VisorException;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What all pages have: words for figures, and failures as a page instead of a problem document. */
@ControllerAdvice(basePackageClasses = PageAdvice.class)
@Order(0)
class PageAdvice {
    @ModelAttribute("words")
    PageWords words() {
        return new PageWords(Instant.now());
    }

    @ExceptionHandler
    ModelAndView failure(VisorException failure) {
        ModelAndView page = new ModelAndView("problem");
        page.setStatus(HttpStatusCode.valueOf(failure.code().httpStatus()));
        page.addObject("status", failure.code().httpStatus());
        page.addObject("detail", failure.detail());
        page.addObject("words", words());
        return page;
    }
}
