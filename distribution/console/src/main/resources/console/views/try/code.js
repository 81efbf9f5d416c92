// The same question for a terminal or a program.

import { classifyPath } from './classify.js';

/**
 * What is to be asked.
 *
 * @typedef {object} Question
 * @property {string} origin of the service, such as `http://127.0.0.1:8080`
 * @property {import('./answerers.js').Answerer} answerer
 * @property {import('./classify.js').Terms} terms
 * @property {number} top
 * @property {string} file name of the picture
 * @property {string} type its media type
 * @property {boolean} hasToken whether the service wants one; it stays a placeholder
 */

/** The ways to say it, in the order in which they are offered. */
export const LANGUAGES = [
  { id: 'curl', title: 'curl', code: curl },
  { id: 'python', title: 'Python', code: python },
  { id: 'requests', title: 'Python with requests', code: requests },
  { id: 'java', title: 'Java', code: java },
  { id: 'engine', title: "Java with the engine's API", code: engine },
];

function url({ origin, answerer, terms, top }) {
  return origin + classifyPath(answerer, { ...terms, seen: false }, top);
}

function curl(question) {
  const token = question.hasToken ? ` \\\n  -H "Authorization: Bearer $TOKEN"` : '';
  return `curl -sS ${shell(url(question))} \\
  -H ${shell(`Content-Type: ${question.type}`)}${token} \\
  --data-binary ${shell(`@${question.file}`)}
`;
}

function python(question) {
  return `import json
import os
import urllib.request

with open(${text(question.file)}, "rb") as picture:
    request = urllib.request.Request(
        ${text(url(question))},
        data=picture.read(),
        headers=${pythonHeaders(question)},
    )
with urllib.request.urlopen(request, timeout=60) as response:
    answer = json.load(response)
for best in answer["top"]:
    print(f"{best['label']}: {best['probability']:.1%}")
`;
}

function requests(question) {
  return `import os
import requests

with open(${text(question.file)}, "rb") as picture:
    response = requests.post(
        ${text(url(question))},
        data=picture,
        headers=${pythonHeaders(question)},
        timeout=60,
    )
response.raise_for_status()
for best in response.json()["top"]:
    print(f"{best['label']}: {best['probability']:.1%}")
`;
}

function pythonHeaders({ type, hasToken }) {
  const token = hasToken ? ', "Authorization": "Bearer " + os.environ["TOKEN"]' : '';
  return `{"Content-Type": ${text(type)}${token}}`;
}

function java(question) {
  const token = question.hasToken ? `\n                .header("Authorization", "Bearer " + System.getenv("TOKEN"))` : '';
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

class Try {
    public static void main(String[] args) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        ${javaText(url(question))}))
                .header("Content-Type", ${javaText(question.type)})${token}
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofFile(Path.of(${javaText(question.file)})))
                .build();
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
        System.out.println(response.body());
    }
}
`;
}

function engine({ answerer, terms, top, file }) {
  const seed = terms.seed === '0' ? '0' : `${terms.seed}L`;
  const change = terms.with
    ? `
                    .changedBy(crop -> corruption.apply(crop, ${seed}))`
    : '';
  const corruption = terms.with
    ? `        var corruption = Augmentations.onClassPath(Try.class.getClassLoader()).parse(${javaText(terms.with)});
`
    : '';
  const imports = terms.with ? 'import io.pokeai.engine.api.catalog.Augmentations;\n' : '';
  return `import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Request;
${imports}import io.pokeai.engine.runtime.PokeAi;
import java.nio.file.Path;

class Try {
    public static void main(String[] args) throws Exception {
        Path artifacts = Path.of(args[0]); // the folder of the service
${corruption}        try (Engine engine = PokeAi.open(artifacts)) {
            var prediction = engine.classify(Request.of(${javaText(answerer.model)}, Path.of(${javaText(file)}))${change});
            prediction.top(${top}).forEach(System.out::println);
        }
    }
}
`;
}

// What a terminal or an editor would act on or hide; see parts/text.js.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** One word of a shell, whatever is in it; bash and zsh know the form for what cannot be seen. */
function shell(word) {
  return word.search(HIDDEN) < 0
    ? `'${word.replaceAll("'", `'\\''`)}'`
    : `$'${word.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replace(HIDDEN, escaped)}'`;
}

/** A literal of Python, whatever is in it. */
function text(value) {
  return JSON.stringify(value).replace(HIDDEN, escaped);
}

/** A literal of Java, also for compilers that read another encoding than UTF-8. */
function javaText(value) {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, escaped);
}

function escaped(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
