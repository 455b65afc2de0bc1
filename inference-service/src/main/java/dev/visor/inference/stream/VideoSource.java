package dev.visor.inference.stream;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/**
 * A video file, decoded by FFmpeg on one thread. Only container formats that hold their frames themselves are opened,
 * and only by the file protocol: a playlist that is called .mp4 reaches nothing.
 */
final class VideoSource implements FrameSource {
    private static final String CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg";

    private final Path file;
    private final FFmpegFrameGrabber grabber;
    private final long periodMicros;
    private long lastMicros;

    static {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    }

    VideoSource(Path file) {
        this.file = file;
        this.grabber = new FFmpegFrameGrabber("file:" + file);
        grabber.setOption("protocol_whitelist", "file");
        grabber.setOption("format_whitelist", CONTAINERS);
        grabber.setVideoOption("threads", "1");
        grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
        try {
            grabber.start();
            if (grabber.getVideoStream() < 0 || grabber.getImageWidth() < 1) {
                throw new VisorException(ErrorCode.INVALID_REQUEST, "%s has no video stream".formatted(file));
            }
            this.periodMicros = Math.round(1e6 / Math.max(1, grabber.getFrameRate()));
            this.lastMicros = -periodMicros;
            long pixels = (long) grabber.getImageWidth() * grabber.getImageHeight();
            if (pixels > PictureDecoder.MAX_PIXELS) {
                throw new VisorException(
                        ErrorCode.INVALID_REQUEST,
                        "%s has frames of %d pixels, above the limit of %d"
                                .formatted(file, pixels, PictureDecoder.MAX_PIXELS));
            }
        } catch (FFmpegFrameGrabber.Exception e) {
            close();
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "%s is no MP4, MOV, MKV, WebM, AVI or MPEG video that can be read".formatted(file),
                    e);
        } catch (VisorException e) {
            close();
            throw e;
        }
    }

    @Override
    public Optional<SourceFrame> next(Duration moment) {
        long wanted = moment.toNanos() / 1000;
        try {
            while (true) {
                // A frame that is surely too early is decoded, since later ones build on it, but not converted.
                boolean convert = lastMicros + 2 * periodMicros >= wanted;
                Frame frame = grabber.grabFrame(false, true, convert, false, false);
                if (frame == null) {
                    return Optional.empty();
                }
                lastMicros = grabber.getTimestamp();
                if (convert && lastMicros >= wanted) {
                    return Optional.of(new SourceFrame(Duration.ofNanos(lastMicros * 1000), picture(frame)));
                }
            }
        } catch (FFmpegFrameGrabber.Exception e) {
            throw new VisorException(ErrorCode.UNAVAILABLE, "%s cannot be decoded further".formatted(file), e);
        }
    }

    private static Picture picture(Frame frame) {
        ByteBuffer rows = (ByteBuffer) frame.image[0];
        int bytes = frame.imageWidth * 3;
        byte[] bgr = new byte[bytes * frame.imageHeight];
        for (int y = 0; y < frame.imageHeight; y++) {
            rows.get(y * frame.imageStride, bgr, y * bytes, bytes);
        }
        return new Picture(frame.imageWidth, frame.imageHeight, bgr);
    }

    @Override
    public void close() {
        try {
            grabber.release();
        } catch (FFmpegFrameGrabber.Exception e) {
            throw new VisorException(ErrorCode.INTERNAL, "%s cannot be closed".formatted(file), e);
        }
    }
}
