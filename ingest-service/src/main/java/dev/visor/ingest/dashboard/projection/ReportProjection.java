package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.compression.CompressionReport.OutputDifference;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.model.VariantId;
import java.sql.Types;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each pass did, and how outputs differ from the parent's. */
@Component
class ReportProjection {
    private final JdbcClient jdbc;
    private final MeasuredProjection measured;

    ReportProjection(JdbcClient jdbc, MeasuredProjection measured) {
        this.jdbc = jdbc;
        this.measured = measured;
    }

    void replace(VariantId variant, CompressionReport report) {
        for (String table : List.of("view_pass", "view_pass_figure", "view_output_difference")) {
            jdbc.sql("delete from %s where variant = :variant".formatted(table))
                    .param("variant", variant.toString())
                    .update();
        }
        for (int i = 0; i < report.passes().size(); i++) {
            pass(variant, i, report.passes().get(i));
        }
        for (int i = 0; i < report.outputs().size(); i++) {
            output(variant, i, report.outputs().get(i));
        }
        measured.replace(variant, report);
    }

    private void pass(VariantId variant, int position, PassReport pass) {
        jdbc.sql("""
                        insert into view_pass (variant, position, pass, changes, millis, notes, sqnr_decibels, options,
                            skipped)
                        values (:variant, :position, :pass, :changes, :millis, :notes, :sqnr, :options, :skipped)
                        """)
                .param("variant", variant.toString())
                .param("position", position)
                .param("pass", pass.pass())
                .param("changes", pass.changes())
                .param("millis", pass.millis())
                .param("notes", pass.notes().stream().map(SqlValues::text).toArray(String[]::new))
                .param("sqnr", pass.sqnrDecibels(), Types.DOUBLE)
                .param(
                        "options",
                        pass.options() == null ? null : ContractJson.MAPPER.writeValueAsString(pass.options()),
                        Types.VARCHAR)
                .param("skipped", pass.skipped() == null ? null : SqlValues.text(pass.skipped()), Types.VARCHAR)
                .update();
        pass.figures()
                .forEach((name, value) -> jdbc.sql("""
                        insert into view_pass_figure (variant, position, name, value)
                        values (:variant, :position, :name, :value)
                        """)
                        .param("variant", variant.toString())
                        .param("position", position)
                        .param("name", name)
                        .param("value", value)
                        .update());
    }

    private void output(VariantId variant, int position, OutputDifference output) {
        jdbc.sql("""
                        insert into view_output_difference (variant, position, output, sqnr_decibels, parent_scores,
                            scores)
                        values (:variant, :position, :output, :sqnr, :parentScores, :scores)
                        """)
                .param("variant", variant.toString())
                .param("position", position)
                .param("output", SqlValues.text(output.output()))
                .param("sqnr", output.sqnrDecibels())
                .param("parentScores", output.parentScores().toArray(new Long[0]))
                .param("scores", output.scores().toArray(new Long[0]))
                .update();
    }
}
