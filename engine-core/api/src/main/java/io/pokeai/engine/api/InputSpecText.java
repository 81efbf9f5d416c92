package io.pokeai.engine.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text forms of {@link InputSpec}: short ones for what is common, {@code decoder:name=value,…} for everything. */
final class InputSpecText {
    private static final Pattern TORCHVISION = Pattern.compile("tv(\\d{1,4})_(\\d{1,4})");
    private static final Pattern YOLO = Pattern.compile("yolo(\\d{1,4})");
    private static final Pattern GENERAL = Pattern.compile("(pillow|opencv):(.{1,400})");
    private static final Pattern NUMBER = Pattern.compile("[-+0-9.eE]{1,20}");
    private static final String FORMS = "Known forms: tv255_224, tv256_224, yolo224,"
            + " pillow:resize=255,crop=224,scale=255.0,mean=0.5/0.5/0.5,std=0.5/0.5/0.5, the last one with"
            + " interpolation=, rounding= and channels= where needed.";

    private static final String RESIZE = "resize";
    private static final String INTERPOLATION = "interpolation";
    private static final String CROP = "crop";
    private static final String ROUNDING = "rounding";
    private static final String SCALE = "scale";
    private static final String MEAN = "mean";
    private static final String STD = "std";
    private static final String CHANNELS = "channels";
    private static final List<String> NEEDED = List.of(RESIZE, CROP, SCALE, MEAN, STD);
    private static final List<String> OPTIONAL = List.of(INTERPOLATION, ROUNDING, CHANNELS);

    private InputSpecText() {}

    static InputSpec parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Matcher torchvision = TORCHVISION.matcher(wanted);
        if (torchvision.matches()) {
            return InputSpec.torchvision(
                    Integer.parseInt(torchvision.group(1)), Integer.parseInt(torchvision.group(2)));
        }
        Matcher yolo = YOLO.matcher(wanted);
        if (yolo.matches()) {
            return InputSpec.yolo(Integer.parseInt(yolo.group(1)));
        }
        Matcher general = GENERAL.matcher(wanted);
        if (!general.matches()) {
            throw EngineException.invalidArgument("'" + text + "' is not an input spec.", FORMS);
        }
        try {
            return general(Decoder.valueOf(general.group(1).toUpperCase(Locale.ROOT)), fields(general.group(2)));
        } catch (EngineException e) {
            throw EngineException.invalidArgument("'" + text + "' is not an input spec: " + e.problem(), e.remedy());
        }
    }

    private static InputSpec general(Decoder decoder, Map<String, String> fields) {
        Crop crop = Crop.parse(String.valueOf(fields.get(CROP)));
        return new InputSpec(
                decoder,
                Resize.parse(String.valueOf(fields.get(RESIZE))),
                Interpolation.ofText(fields.getOrDefault(INTERPOLATION, "bilinear"))
                        .orElseThrow(() -> wrong(INTERPOLATION, fields)),
                crop.withRounding(rounding(fields)),
                number(String.valueOf(fields.get(SCALE))),
                triple(String.valueOf(fields.get(MEAN))),
                triple(String.valueOf(fields.get(STD))),
                channels(fields));
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split(",", -1)) {
            int equals = field.indexOf('=');
            String name = field.substring(0, Math.max(0, equals)).strip();
            if (!NEEDED.contains(name) && !OPTIONAL.contains(name)) {
                throw EngineException.invalidArgument("It has no field '" + field.strip() + "'.", FORMS);
            }
            if (fields.put(name, field.substring(equals + 1).strip()) != null) {
                throw EngineException.invalidArgument("It has '" + name + "' twice.", FORMS);
            }
        }
        for (String name : NEEDED) {
            if (!fields.containsKey(name)) {
                throw EngineException.invalidArgument("It has no '" + name + "'.", FORMS);
            }
        }
        return fields;
    }

    private static Crop.Rounding rounding(Map<String, String> fields) {
        return switch (fields.getOrDefault(ROUNDING, "half_even")) {
            case "half_even" -> Crop.Rounding.HALF_EVEN;
            case "floor" -> Crop.Rounding.FLOOR;
            default -> throw wrong(ROUNDING, fields);
        };
    }

    private static ChannelOrder channels(Map<String, String> fields) {
        return switch (fields.getOrDefault(CHANNELS, "rgb")) {
            case "rgb" -> ChannelOrder.RGB;
            case "bgr" -> ChannelOrder.BGR;
            default -> throw wrong(CHANNELS, fields);
        };
    }

    private static EngineException wrong(String name, Map<String, String> fields) {
        return EngineException.invalidArgument(
                "'" + fields.get(name) + "' is not a value of '" + name + "'.",
                switch (name) {
                    case INTERPOLATION -> "Use nearest, lanczos, bilinear, bicubic, box or hamming.";
                    case ROUNDING -> "Use half_even (torchvision) or floor (Hugging Face).";
                    default -> "Use rgb or bgr.";
                });
    }

    private static float number(String text) {
        if (NUMBER.matcher(text).matches()) {
            try {
                return Float.parseFloat(text);
            } catch (NumberFormatException e) {
                throw noNumber(text);
            }
        }
        throw noNumber(text);
    }

    private static EngineException noNumber(String text) {
        return EngineException.invalidArgument("'" + text + "' is not a number.", FORMS);
    }

    private static Rgb triple(String text) {
        String[] values = text.split("/", -1);
        if (values.length != 3) {
            throw EngineException.invalidArgument("'" + text + "' is not three numbers.", "Write 0.485/0.456/0.406.");
        }
        return new Rgb(number(values[0]), number(values[1]), number(values[2]));
    }

    static String of(InputSpec spec) {
        boolean plain = spec.resize().mode() == Resize.Mode.SHORT_SIDE
                && spec.interpolation() == Interpolation.BILINEAR
                && spec.crop().equals(Crop.square(spec.crop().height()))
                && spec.channels() == ChannelOrder.RGB;
        if (plain && spec.scale() == InputSpec.BYTE_RANGE) {
            if (spec.decoder() == Decoder.PILLOW
                    && spec.mean().equals(InputSpec.IMAGENET_MEAN)
                    && spec.std().equals(InputSpec.IMAGENET_STD)) {
                return "tv" + spec.resize() + "_" + spec.height();
            }
            if (spec.decoder() == Decoder.OPENCV
                    && spec.resize().height() == spec.height()
                    && spec.mean().equals(InputSpec.ZERO)
                    && spec.std().equals(InputSpec.ONE)) {
                return "yolo" + spec.height();
            }
        }
        return spec.decoder().name().toLowerCase(Locale.ROOT)
                + ":resize=" + spec.resize()
                + (spec.interpolation() == Interpolation.BILINEAR
                        ? ""
                        : ",interpolation=" + spec.interpolation().text())
                + ",crop=" + spec.crop().size()
                + (spec.crop().rounding() == Crop.Rounding.HALF_EVEN ? "" : ",rounding=floor")
                + ",scale=" + spec.scale()
                + ",mean=" + spec.mean()
                + ",std=" + spec.std()
                + (spec.channels() == ChannelOrder.RGB ? "" : ",channels=bgr");
    }
}
