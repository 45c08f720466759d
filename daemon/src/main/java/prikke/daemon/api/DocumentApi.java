package prikke.daemon.api;

import java.util.List;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Content;
import prikke.daemon.http.Request;
import prikke.daemon.openapi.ApiDocument;

/** The API's own description. */
public final class DocumentApi {
    private final ApiDocument document;

    public DocumentApi(ApiDocument document) {
        this.document = document;
    }

    Answer yaml(Request request) {
        return Answer.ok(new Content("application/yaml; charset=utf-8", document.yaml(), List.of()));
    }

    Answer json(Request request) {
        return Answer.ok(new Content("application/json", document.json(), List.of()));
    }
}
