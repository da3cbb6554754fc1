import { useEffect, useRef } from "react";
import { attach, load } from "translit-web";

/** A textarea of yours, controlled or not, that types by a table: `<CyrillicTextarea table="bg-phonetic-traditional" />`. */
export function CyrillicTextarea({ table, ...attributes }) {
  const field = useRef(null);
  useEffect(() => {
    const typing = attach(field.current);
    let wanted = true;
    if (table) load(table, `/translit/tables/${table}.json`).then((data) => wanted && (typing.table = data));
    return () => {
      wanted = false;
      typing.detach();
    };
  }, [table]);
  return <textarea ref={field} {...attributes} />;
}
