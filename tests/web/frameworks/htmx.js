// A form that the server sends again and again, with a switch that stands outside it.
import "translit-web";
import htmx from "htmx.org";

htmx.config.includeIndicatorStyles = false; // the page's policy forbids inline styles
htmx.config.allowEval = false;
document.getElementById("root").innerHTML = `
<translit-switch for="place" name="s" tables="bg-phonetic-traditional=Фонетична"></translit-switch>
<div id="place" hx-get="/frameworks/htmx.part" hx-trigger="load, again from:body"></div>`;
htmx.process(document.getElementById("root"));
