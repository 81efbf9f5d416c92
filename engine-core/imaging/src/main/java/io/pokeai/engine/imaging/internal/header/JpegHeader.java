package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;

/**
 * The frame header of a JPEG.
 *
 * @param components 1 grey, 3 colour, 4 CMYK or YCCK
 * @param multiScan whether all scans are read before the picture is complete
 * @param scans how many scans follow; 1 when {@code multiScan} is false
 * @param adobeTransform the colour transform of the Adobe segment: 0 none, 1 YCC, 2 YCCK; -1 without that segment
 */
public record JpegHeader(long width, long height, int components, boolean multiScan, int scans, int adobeTransform)
        implements Header {
    private static final int SOF0 = 0xc0;
    private static final int SOF15 = 0xcf;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int RST0 = 0xd0;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP14 = 0xee;
    private static final int TEM = 0x01;
    private static final int CMYK = 4;

    @Override
    public String format() {
        return "JPEG";
    }

    /** Whether the colours are inks: cyan, magenta, yellow and black. */
    public boolean isCmyk() {
        return components == CMYK;
    }

    /** @throws EngineException {@code CORRUPT_IMAGE} */
    static JpegHeader read(Bytes file) {
        int adobeTransform = -1;
        int frame = -1;
        int at = 2;
        while (true) {
            at = nextMarker(file, at);
            int marker = file.u8(at - 1);
            if (marker == SOS) {
                break;
            }
            if (marker == EOI) {
                throw PictureException.corrupt("the JPEG has no scan.");
            }
            if (marker == TEM || (marker >= RST0 && marker <= SOI)) {
                continue;
            }
            int length = file.u16be(at);
            if (isFrame(marker) && frame < 0) {
                frame = at;
            }
            if (marker == APP14 && length >= 14 && file.spells(at + 2, "Adobe")) {
                adobeTransform = file.u8(at + 13);
            }
            // A length counts its own 2 bytes; for a smaller one libjpeg skips nothing more.
            at += Math.max(2, length);
        }
        if (frame < 0) {
            throw PictureException.corrupt("the JPEG has no frame header before its first scan.");
        }
        return frame(file, frame, at, adobeTransform);
    }

    private static JpegHeader frame(Bytes file, int frame, int scan, int adobeTransform) {
        long height = Header.side("JPEG", "height", file.u16be(frame + 3));
        long width = Header.side("JPEG", "width", file.u16be(frame + 5));
        int components = file.u8(frame + 7);
        int kind = file.u8(frame - 1);
        boolean progressive = kind == 0xc2 || kind == 0xca;
        boolean multiScan = progressive || file.u8(scan + 2) < components;
        return new JpegHeader(
                width, height, components, multiScan, multiScan ? countScans(file, scan) : 1, adobeTransform);
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    /** The position after the next marker: bytes before it are skipped, as libjpeg does. */
    public static int nextMarker(Bytes file, int from) {
        int at = from;
        while (true) {
            while (file.u8(at) != 0xff) {
                at++;
            }
            while (file.u8(at) == 0xff) {
                at++;
            }
            if (file.u8(at) != 0) {
                return at + 1;
            }
        }
    }

    /** Counts scan headers up to the end of the picture or of the file. */
    private static int countScans(Bytes file, int firstScan) {
        int scans = 1;
        int last = file.length() - 2;
        int at = firstScan;
        while (at < last) {
            if (file.u8(at) != 0xff) {
                at++;
                continue;
            }
            int marker = file.u8(at + 1);
            if (marker == EOI) {
                break;
            }
            if (marker == SOS) {
                scans++;
            }
            at += marker == 0xff ? 1 : 2;
        }
        return scans;
    }
}
