package dev.visor.detection.dataset.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FolderTagsTest {
    @Test
    void readsCameraAndClipFromFolders() {
        assertThat(FolderTags.of("images/val/Camera-north/f.jpg")).containsExactly(Map.entry("camera", "north"));
        assertThat(FolderTags.of("val/clip_0007/f.jpg")).containsExactly(Map.entry("clip", "0007"));
        assertThat(FolderTags.of("val/cam=12/clip=3/f.jpg"))
                .as("cameras count their clips alike")
                .containsExactly(Map.entry("camera", "12"), Map.entry("clip", "12/3"));
    }

    @Test
    void leavesOtherNamesAlone() {
        assertThat(FolderTags.of("images/camera-1.jpg")).isEmpty();
        assertThat(FolderTags.of("cameras/clipping/f.jpg")).isEmpty();
    }
}
