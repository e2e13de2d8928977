/** What every page shares: language, dates, links, headers and error pages. */
@NullMarked
package nl.leergang.portal.site;

import org.jspecify.annotations.NullMarked;
