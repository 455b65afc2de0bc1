package dev.visor.contracts.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportDetailsTest {
    @Test
    void reportsFromBeforeChannelsWereLookedAtHaveNone() {
        ReportDetails old =
                ContractJson.MAPPER.readValue("{\"nodes\":[],\"kernels\":[],\"ranges\":[]}", ReportDetails.class);
        assertThat(old.groups()).isEmpty();
        assertThat(old.protectedChannels()).isEmpty();
    }

    @Test
    void channelsAreReadBackAsTheyWereWritten() {
        ReportDetails details = new ReportDetails(
                List.of(),
                List.of(),
                List.of(),
                List.of(new ChannelGroupReport("conv[0..7]", 8, 1, 72, 1000, "made by Conv a; read by Conv b")),
                List.of(new ProtectedChannelsReport("head", 6, "feeds output 'y'")));
        assertThat(ContractJson.MAPPER.readValue(ContractJson.MAPPER.writeValueAsBytes(details), ReportDetails.class))
                .isEqualTo(details);
    }
}
