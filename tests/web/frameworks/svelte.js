import { mount } from "svelte";
import Comment from "./Comment.svelte";

mount(Comment, { target: document.getElementById("root"), props: { table: "bg-phonetic-traditional" } });
