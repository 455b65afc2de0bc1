package dev.visor.ingest.dataset;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small datasets in each layout: pictures of 80 × 60 with one rectangle, (20, 10) to (60, 40), of class rider. */
public final class SampleSets {
    private SampleSets() {}

    /** YOLO: two train, one val picture; classes rider, helmet. */
    public static Map<String, byte[]> yolo() {
        return yolo("[rider, helmet]");
    }

    /** YOLO with these classes. */
    public static Map<String, byte[]> yolo(String names) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("data.yaml", text("train: images/train\nval: images/val\nnames: " + names + "\n"));
        for (String name : new String[] {"train/a", "train/b", "val/c"}) {
            files.put("images/" + name + ".jpg", picture(name.hashCode(), "jpg"));
            files.put("labels/" + name + ".txt", text("0 0.5 0.416667 0.5 0.5\n"));
        }
        return files;
    }

    /** Pascal VOC with split lists: one train, one val picture. */
    static Map<String, byte[]> voc() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : new String[] {"a", "b"}) {
            files.put("JPEGImages/" + name + ".jpg", picture(name.hashCode(), "jpg"));
            files.put("Annotations/" + name + ".xml", text("""
                    <annotation><filename>%s.jpg</filename><size><width>80</width><height>60</height><depth>3</depth></size>
                    <object><name>rider</name><difficult>0</difficult>
                    <bndbox><xmin>21</xmin><ymin>11</ymin><xmax>60</xmax><ymax>40</ymax></bndbox></object></annotation>
                    """.formatted(name)));
        }
        files.put("ImageSets/Main/train.txt", text("a\n"));
        files.put("ImageSets/Main/val.txt", text("b\n"));
        return files;
    }

    /** COCO: one train, one val picture, PNG. */
    static Map<String, byte[]> coco() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String split : new String[] {"train", "val"}) {
            files.put(split + "/" + split + ".png", picture(split.hashCode(), "png"));
            files.put("annotations/instances_" + split + ".json", text("""
                    {"images":[{"id":1,"file_name":"%1$s.png","width":80,"height":60}],
                     "categories":[{"id":7,"name":"rider"}],
                     "annotations":[{"id":1,"image_id":1,"category_id":7,"bbox":[20,10,40,30],"area":1200,"iscrowd":0}]}
                    """.formatted(split)));
        }
        return files;
    }

    /** CVAT for images: one train, one val picture, PNG. */
    static Map<String, byte[]> cvat() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        StringBuilder images = new StringBuilder();
        for (String split : new String[] {"train", "val"}) {
            files.put("images/" + split + ".png", picture(split.hashCode(), "png"));
            images.append("""
                    <image id="0" name="%1$s.png" subset="%1$s" width="80" height="60">
                    <box label="rider" xtl="20" ytl="10" xbr="60" ybr="40"/><tag label="night"/></image>
                    """.formatted(split));
        }
        files.put("annotations.xml", text("<annotations><version>1.1</version>" + images + "</annotations>"));
        return files;
    }

    /** Label Studio: one train, one val picture, PNG. */
    static Map<String, byte[]> labelStudio() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        StringBuilder tasks = new StringBuilder();
        for (String split : new String[] {"train", "val"}) {
            files.put("images/" + split + ".png", picture(split.hashCode(), "png"));
            tasks.append(tasks.isEmpty() ? "[" : ",").append("""
                    {"id": 1, "data": {"image": "/data/upload/1/0a1b2c3d-%1$s.png", "split": "%1$s", "camera": 12},
                     "annotations": [{"id": 1, "was_cancelled": false, "result": [{"type": "rectanglelabels",
                      "value": {"x": 25, "y": 16.666666666666668, "width": 50, "height": 50, "rectanglelabels": ["rider"]}}]}]}
                    """.formatted(split));
        }
        files.put("export.json", text(tasks + "]"));
        return files;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Blocks of random colours, so that no two are near. */
    static byte[] picture(long seed, String format) {
        BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        Graphics2D graphics = image.createGraphics();
        for (int y = 0; y < 60; y += 10) {
            for (int x = 0; x < 80; x += 10) {
                graphics.setColor(new Color(random.nextInt(1 << 24)));
                graphics.fillRect(x, y, 10, 10);
            }
        }
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
