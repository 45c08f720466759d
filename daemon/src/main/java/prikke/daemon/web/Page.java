package prikke.daemon.web;

import prikke.daemon.http.Answer;

/**
 * What stands behind a page's path. Refusals that are thrown as {@link prikke.core.ProblemException} become a page that says so.
 */
@FunctionalInterface
public interface Page {
    Answer answer(Visit visit);
}
