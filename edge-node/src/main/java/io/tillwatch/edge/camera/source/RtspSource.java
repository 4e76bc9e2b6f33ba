package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network camera that speaks RTSP, through an ffmpeg of this machine, which makes JPEGs of
 * whatever it sends. A user and password in the address are shown nowhere: ffmpeg reads the address
 * from its input. Before version 5.1 it can only be given as an argument, so there they stand in
 * the list of this machine's processes.
 */
final class RtspSource implements FrameSource {
  /** A camera may send a whole picture only every few seconds, and nothing is seen before. */
  private static final Duration OPENING = Duration.ofSeconds(8);

  private static final String NETWORK_MICROS = "5000000";
  private static final String ANALYZED_MICROS = "1000000";

  /** The list that it reads names one camera, and nothing but a camera is opened by it. */
  private static final List<String> READING =
      List.of(
          "-protocol_whitelist",
          "pipe,tcp,udp,rtp,tls,crypto",
          "-f",
          "concat",
          "-safe",
          "0",
          "-i",
          "pipe:0");

  private static final int MOST_REASON = 160;
  private static final Pattern VERSION = Pattern.compile("ffmpeg version n?(\\d+)\\.(\\d+)");

  /** What ffmpeg says, without its address, and what that means at a lane. */
  private static final Map<Pattern, String> MEANINGS =
      Map.of(
          words("(failed:|returned) 401"),
          "asks for a login, or does not accept the user or the password (401)",
          words("(failed:|returned) 403"),
          "forbids it (403); may this user see the camera?",
          words("(failed:|returned) 404"),
          "has nothing at this address (404); is the path right?",
          words("connection refused"),
          "refuses the connection; is it on, and is the port right?",
          words("resolve hostname"),
          "has a host name that cannot be found",
          words("timed out"),
          "does not answer",
          words("matches no streams"),
          "sends no pictures",
          words("protocol not found"),
          "cannot be read by this ffmpeg, which was built without RTSP");

  private static Pattern words(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  private final URI address;
  private final String program;
  private final String description;
  private final @Nullable String credentials;

  /**
   * @param program the ffmpeg to run: a name on the path, or a file
   */
  RtspSource(URI address, String program) {
    this.address = address;
    this.program = program;
    this.credentials = address.getRawUserInfo();
    this.description =
        address.getScheme()
            + "://"
            + address.getHost()
            + (address.getPort() < 0 ? "" : ":" + address.getPort());
  }

  /** Connects with the first read. */
  @Override
  public Stream open() {
    return new Decoded();
  }

  private final class Decoded implements Stream {
    private volatile @Nullable FfmpegProcess process;
    private volatile boolean cancelled;
    private @Nullable MjpegReader reader;
    private int frames;

    @Override
    public byte[] read() {
      try {
        MjpegReader from = reader == null ? begin() : reader;
        reader = from;
        byte[] jpeg = from.next();
        if (jpeg == null) {
          throw ended();
        }
        frames++;
        return jpeg;
      } catch (IOException e) {
        throw new CameraUnavailableException(description + " breaks off: " + e.getMessage(), e);
      }
    }

    private MjpegReader begin() {
      boolean old = isOld();
      FfmpegProcess started = start(arguments(old), old ? "" : script());
      process = started;
      if (cancelled) {
        started.kill();
      }
      return new MjpegReader(new BufferedInputStream(started.output(), 1 << 16));
    }

    private CameraUnavailableException ended() {
      FfmpegProcess over = process;
      try {
        int code = over == null ? 0 : over.end();
        String words = over == null ? "" : over.lastWords();
        String none = frames == 0 ? "sends no pictures" : "ended its stream";
        String reason = words.isEmpty() ? none + " (ffmpeg ends with " + code + ")" : plain(words);
        return new CameraUnavailableException(description + " " + reason);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CameraUnavailableException(description + " is no longer needed", e);
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      FfmpegProcess running = process;
      if (running != null) {
        running.kill();
      }
    }

    @Override
    public void close() {
      FfmpegProcess running = process;
      if (running != null) {
        running.close();
      }
    }
  }

  private FfmpegProcess start(List<String> arguments, String input) {
    try {
      return FfmpegProcess.start(command(arguments), input);
    } catch (IOException e) {
      throw new CameraUnavailableException(
          description
              + " needs ffmpeg, which this machine does not have as "
              + program
              + "; install it (apt install ffmpeg), or use the camera's MJPEG address",
          e);
    }
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(arguments);
    return command;
  }

  /** Options changed their names with ffmpeg 5, and may stand in what it reads. */
  private boolean isOld() {
    try (FfmpegProcess asked = start(List.of("-version"), "")) {
      byte[] said = asked.output().readNBytes(200);
      Matcher version = VERSION.matcher(new String(said, StandardCharsets.UTF_8));
      return version.find()
          && Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2)) < 501;
    } catch (IOException e) {
      throw new CameraUnavailableException("ffmpeg does not say its version", e);
    }
  }

  /** What ffmpeg reads: a list of one file, which is the camera. */
  String script() {
    String quoted = "'" + address.toString().replace("'", "'\\''") + "'";
    return String.join(
        "\n",
        "ffconcat version 1.0",
        "file " + quoted,
        "option rtsp_transport tcp",
        "option timeout " + NETWORK_MICROS,
        "option fflags nobuffer",
        "option analyzeduration " + ANALYZED_MICROS,
        "");
  }

  /**
   * Every argument is fixed, but the address where it has to be one. Frames are neither doubled nor
   * left out: a picture that repeats would be taken for a still that is held before the camera.
   */
  List<String> arguments(boolean old) {
    List<String> arguments =
        new ArrayList<>(List.of("-hide_banner", "-nostdin", "-loglevel", "error"));
    arguments.addAll(List.of("-fflags", "nobuffer", "-analyzeduration", ANALYZED_MICROS));
    arguments.addAll(old ? addressed() : READING);
    arguments.addAll(
        List.of(
            "-map",
            "0:v:0",
            "-vf",
            "scale=w='min(1280,iw)':h=-2",
            old ? "-vsync" : "-fps_mode",
            "passthrough",
            "-pix_fmt",
            "yuvj420p",
            "-q:v",
            "3",
            "-f",
            "mjpeg",
            "pipe:1"));
    return arguments;
  }

  private List<String> addressed() {
    return List.of("-rtsp_transport", "tcp", "-stimeout", NETWORK_MICROS, "-i", address.toString());
  }

  /** Its words without the address, which it likes to repeat. */
  private String plain(String words) {
    String shown = words.replace(address.toString(), description);
    shown =
        credentials == null || credentials.isEmpty() ? shown : shown.replace(credentials, "...");
    shown = shown.replaceAll("//[^\\s/]*@", "//");
    for (Map.Entry<Pattern, String> meaning : MEANINGS.entrySet()) {
      if (meaning.getKey().matcher(shown).find()) {
        return meaning.getValue();
      }
    }
    shown = shown.substring(shown.lastIndexOf('\n') + 1).replaceAll("\\p{Cntrl}", " ");
    return "cannot be read: " + shown.substring(0, Math.min(shown.length(), MOST_REASON));
  }

  @Override
  public Duration opening() {
    return OPENING;
  }

  @Override
  public SourceKind kind() {
    return SourceKind.LIVE_CAMERA;
  }

  @Override
  public String describe() {
    return description;
  }
}
