package nl.leergang.http;

import java.io.IOException;

/** The body went on after the limit. */
class BodyTooLargeException extends IOException {

  BodyTooLargeException(long limit) {
    super("the body has more than " + limit + " bytes");
  }
}
