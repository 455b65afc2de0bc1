package dev.visor.testkit.probe;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Effects that tests can see. */
@Component
public class Notes {
    private final JdbcClient jdbc;

    Notes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void write(String writer, String subject, String text) {
        jdbc.sql("insert into note (writer, subject, text) values (?, ?, ?)")
                .params(writer, subject, text)
                .update();
    }

    public List<String> of(String writer, String subject) {
        return jdbc.sql("select text from note where writer = ? and subject = ? order by id")
                .params(writer, subject)
                .query(String.class)
                .list();
    }
}
