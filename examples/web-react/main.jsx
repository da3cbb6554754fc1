// A React application: a controlled field that types Cyrillic. Run: npm install && npm start, beside `translit serve`
// or anything else that answers below /translit/ with the assets.
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { CyrillicTextarea } from "./CyrillicTextarea.jsx";

const TABLES = { "": "Изключена", "bg-phonetic-traditional": "Фонетична", "bg-bds-2006": "БДС" };

function Comment() {
  const [text, setText] = useState("");
  const [table, setTable] = useState("bg-phonetic-traditional");
  return (
    <>
      <select value={table} onChange={(event) => setTable(event.target.value)} aria-label="Кирилица">
        {Object.entries(TABLES).map(([id, name]) => <option key={id} value={id}>{name}</option>)}
      </select>
      <CyrillicTextarea table={table} value={text} onChange={(event) => setText(event.target.value)} aria-label="Коментар" />
      <output>{text}</output>
    </>
  );
}

createRoot(document.getElementById("root")).render(<StrictMode><Comment /></StrictMode>);
