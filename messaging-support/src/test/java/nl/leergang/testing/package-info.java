/** What the services' tests against real servers share. */
package nl.leergang.testing;
