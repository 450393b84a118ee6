import type { Operation } from "../model/operations.ts";
import { stringLiteral } from "./literals.ts";
import { exampleUrl, formatCompactBody, keyVariable, listHeaders, redirects } from "./request.ts";

/** Creates a sample for Go. */
export function createGoSample(operation: Operation, body: unknown): string {
  const headers = listHeaders(operation, body).map(({ name, value, hasKey }) => {
    const key = `os.Getenv("${keyVariable}")`;
    const text = hasKey ? (value === "" ? key : `${stringLiteral(value)}+${key}`) : stringLiteral(value);
    // Set would change the case of the name, which HTTP/1.1 servers ignore, but which readers compare.
    return `	request.Header.Set(${stringLiteral(name)}, ${text})`;
  });
  const hasBody = body !== undefined;
  return [
    "package main",
    "",
    "import (",
    ...['"fmt"', '"io"', '"log"', '"net/http"', '"os"', ...(hasBody ? ['"strings"'] : [])].map(
      (name) => `	${name}`,
    ),
    ")",
    "",
    "func main() {",
    ...(hasBody ? [`	body := strings.NewReader(${stringLiteral(formatCompactBody(operation, body))})`] : []),
    `	request, err := http.NewRequest("${operation.method}",`,
    `		${stringLiteral(exampleUrl(operation))}, ${hasBody ? "body" : "nil"})`,
    "	if err != nil {",
    "		log.Fatal(err)",
    "	}",
    ...headers,
    ...(redirects(operation)
      ? [
          "	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {",
          "		return http.ErrUseLastResponse",
          "	}}",
          "	response, err := client.Do(request)",
        ]
      : ["	response, err := http.DefaultClient.Do(request)"]),
    "	if err != nil {",
    "		log.Fatal(err)",
    "	}",
    "	defer response.Body.Close()",
    "	text, err := io.ReadAll(response.Body)",
    "	if err != nil {",
    "		log.Fatal(err)",
    "	}",
    "	if response.StatusCode >= 400 {",
    '		log.Fatalf("%s: %s", response.Status, text)',
    "	}",
    redirects(operation) ? '	fmt.Println(response.Header.Get("Location"))' : "	fmt.Println(string(text))",
    "}",
  ].join("\n");
}

/** Creates a sample for Java. */
export function createJavaSample(operation: Operation, body: unknown): string {
  const headers = listHeaders(operation, body).map(({ name, value, hasKey }) => {
    const key = `System.getenv("${keyVariable}")`;
    const text = hasKey ? (value === "" ? key : `${stringLiteral(value)} + ${key}`) : stringLiteral(value);
    return `        .header(${stringLiteral(name)}, ${text})`;
  });
  const publisher =
    body === undefined
      ? "HttpRequest.BodyPublishers.noBody()"
      : `HttpRequest.BodyPublishers.ofString(\n            ${stringLiteral(formatCompactBody(operation, body))})`;
  return [
    "import java.net.URI;",
    "import java.net.http.HttpClient;",
    "import java.net.http.HttpRequest;",
    "import java.net.http.HttpResponse;",
    "",
    "public class Main {",
    "  public static void main(String[] args) throws Exception {",
    "    HttpRequest request = HttpRequest.newBuilder()",
    `        .uri(URI.create(${stringLiteral(exampleUrl(operation))}))`,
    ...headers,
    `        .method("${operation.method}", ${publisher})`,
    "        .build();",
    "    HttpResponse<String> response = HttpClient.newHttpClient()",
    "        .send(request, HttpResponse.BodyHandlers.ofString());",
    "    if (response.statusCode() >= 400) {",
    '      throw new RuntimeException(response.statusCode() + ": " + response.body());',
    "    }",
    redirects(operation)
      ? '    System.out.println(response.headers().firstValue("Location").orElseThrow());'
      : "    System.out.println(response.body());",
    "  }",
    "}",
  ].join("\n");
}
