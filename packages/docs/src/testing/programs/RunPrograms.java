import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Base64;
import javax.tools.ToolProvider;

/**
 * Compiles and runs one program after the other, in one process. Reads the path of each Main.java from a line, and writes what
 * it printed, or else its errors, in Base64 on a line.
 */
public class RunPrograms {
  public static void main(String[] args) throws Exception {
    PrintStream lines = System.out;
    BufferedReader files = new BufferedReader(new InputStreamReader(System.in));
    for (String file = files.readLine(); file != null; file = files.readLine()) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      ByteArrayOutputStream errors = new ByteArrayOutputStream();
      System.setOut(new PrintStream(output, true, "UTF-8"));
      System.setErr(new PrintStream(errors, true, "UTF-8"));
      try {
        run(Path.of(file), errors);
      } catch (Throwable error) {
        error.printStackTrace();
      }
      ByteArrayOutputStream printed = output.size() > 0 ? output : errors;
      lines.println(Base64.getEncoder().encodeToString(printed.toByteArray()));
    }
  }

  private static void run(Path file, ByteArrayOutputStream errors) throws Exception {
    Path folder = file.getParent();
    int status = ToolProvider.getSystemJavaCompiler()
        .run(null, errors, errors, "-encoding", "UTF-8", "-d", folder.toString(), file.toString());
    if (status != 0) return;
    // A loader of its own, since every program has the class Main.
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader.loadClass("Main").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }
  }
}
