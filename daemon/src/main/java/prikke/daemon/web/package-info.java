/**
 * The dashboard's frame: what every page shares, and the pages of signing in. Pages on a subject lie in packages of their own below this
 * one: {@code home}, {@code jobs}, {@code runs}, {@code failures}, {@code queues}, {@code settings}, {@code account},
 * {@code instance}. They call the use cases that the API calls, and share nothing with it besides.
 *
 * <p>A page is a class whose methods take a {@link Visit} and answer with one of its answers, a template in {@code src/main/jte}, and a
 * line in {@link WebRoutes}. {@link Visit#caller()} says who asks, in which organization, and for anything but a read checks first that
 * a form of this site was sent. {@link Visit#page} makes a page, {@link Visit#part} a part of one for htmx, {@link Visit#redirect(String,
 * Flash)} follows a form that was carried out; {@link Live} shows a part again whenever something happens. A refusal that is thrown becomes
 * a page that says so, and {@link Sure} asks before what can't be taken back.
 *
 * <p>Whoever belongs to several organizations may look at each in a tab of its own: {@link Bearings} tells which one is meant. Addresses name
 * it, links go by the page that they are on, forms and parts by what {@code token} and {@code app} put in them, and {@link Pager} makes the
 * links of lists.
 *
 * <p>Templates of pages call {@code @template.app} (those of signing in {@code @template.layout}) and get a {@link Frame}; a form has
 * {@code @template.token(frame = frame)} in it. What they share: {@code time}, {@code state}, {@code icon}, {@code runrow},
 * {@code jobrow}, {@code bars}, {@code body}, {@code headers}, {@code copyable}, {@code field}, {@code pager}. A part that is shown again
 * later is a template of its own, which the page's template calls too. Everything works without a script, and nothing takes an inline
 * style or script: the Content-Security-Policy forbids them.
 */
@NullMarked
package prikke.daemon.web;

import org.jspecify.annotations.NullMarked;
