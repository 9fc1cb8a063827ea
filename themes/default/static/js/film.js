// Films and recordings at hosts elsewhere: nobody is asked for them before somebody wants that. Without this there is a link.

class Film extends HTMLElement {
  connectedCallback() {
    const play = this.querySelector("button");
    if (!play) return;
    play.hidden = false;
    play.addEventListener("click", () => this.play(), { once: true });
  }

  play() {
    const { address = "", kind = "", title = "" } = this.dataset;
    const player = document.createElement(kind);
    player.title = title;
    if (player instanceof HTMLIFrameElement) {
      player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
      player.referrerPolicy = "strict-origin-when-cross-origin";
    } else if (player instanceof HTMLMediaElement) {
      player.controls = true;
    }
    player.tabIndex = 0;
    if ("src" in player) player.src = address;
    this.replaceChildren(player);
    player.focus();
  }
}

customElements.define("attune-film", Film);
